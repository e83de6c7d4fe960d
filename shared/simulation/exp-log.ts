/**
 * e^x and ln x by fixed sequences of IEEE operations, after FreeBSD's msun (e_exp.c, e_log.c; Sun Microsystems 1993):
 * ECMAScript leaves Math.exp and Math.log to the engine, and one different last digit would make a different run.
 */

const bits = new Float64Array(1);
const words = new Uint32Array(bits.buffer);
bits[0] = 1;
/** Index of the word with the exponent. */
const high = words[1] === 0x3ff00000 ? 1 : 0;
const low = 1 - high;

const ln2High = 6.9314718036912381649e-1;
const ln2Low = 1.90821492927058770002e-10;
// The double nearest to it, written out: Math.LOG2E need not be the same on every engine.
// oxlint-disable-next-line oxc/approx-constant
const inverseLn2 = 1.4426950408889634;

/** Results outside the normal doubles become 0 or Infinity: no variate comes near. */
export function exp(x: number): number {
  if (x > 709.7) return Infinity;
  if (x < -708) return 0;
  const k = Math.floor(x * inverseLn2 + 0.5);
  const hi = x - k * ln2High;
  const lo = k * ln2Low;
  const r = hi - lo;
  const t = r * r;
  const c =
    r -
    t *
      (1.6666666666666602e-1 +
        t *
          (-2.7777777777015593e-3 +
            t * (6.613756321437934e-5 + t * (-1.6533902205465252e-6 + t * 4.1381367970572385e-8))));
  const y = 1 - (lo - (r * c) / (2 - c) - hi);
  words[low] = 0;
  words[high] = (k + 1023) << 20;
  return y * bits[0]!;
}

/** Of a positive normal double. */
export function log(x: number): number {
  bits[0] = x;
  let hx = words[high]! | 0;
  const lx = words[low]!;
  let k = (hx >> 20) - 1023;
  hx &= 0x000fffff;
  const i = (hx + 0x95f64) & 0x100000;
  words[high] = hx | (i ^ 0x3ff00000);
  words[low] = lx;
  k += i >> 20;
  const f = bits[0] - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const odd = w * (3.999999999940942e-1 + w * (2.2222198432149784e-1 + w * 1.531383769920937e-1));
  const even =
    z * (6.666666666666735e-1 + w * (2.857142874366239e-1 + w * (1.818357216161805e-1 + w * 1.4798198605116586e-1)));
  const r = even + odd;
  const half = 0.5 * f * f;
  return k * ln2High - (half - (s * (half + r) + k * ln2Low) - f);
}

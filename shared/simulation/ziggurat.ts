/**
 * Tables of the ziggurat method with 256 layers (Marsaglia and Tsang 2000) for the exponential and the normal density,
 * computed once by the fixed e^x and ln x. Layer i spans [0, x_i], and x_0 is the layer with the tail.
 */
import { exp, log } from './exp-log';

export const LAYERS = 256;

/** Right edge of the last full layer of e^−x, and the area of a layer. */
export const EXPONENTIAL_EDGE = 7.69711747013105;
const exponentialArea = 3.949659822581572e-3;

/** The same of e^{−x²/2}. */
export const NORMAL_EDGE = 3.6541528853610088;
const normalArea = 4.92867323399e-3;

/** Edges from the narrow top layer to the widest: x[0] = 0, x[255] the edge, x[256] the width that the tail layer stands for. */
export const exponentialX = new Float64Array(LAYERS + 1);
export const exponentialY = new Float64Array(LAYERS + 1);
export const normalX = new Float64Array(LAYERS + 1);
export const normalY = new Float64Array(LAYERS + 1);

fillExponential();
fillNormal();

function fillExponential(): void {
  const x = exponentialX;
  x[LAYERS] = exponentialArea / exp(-EXPONENTIAL_EDGE);
  x[LAYERS - 1] = EXPONENTIAL_EDGE;
  for (let i = LAYERS - 2; i > 0; i--) x[i] = -log(exponentialArea / x[i + 1]! + exp(-x[i + 1]!));
  x[0] = 0;
  for (let i = 0; i <= LAYERS; i++) exponentialY[i] = exp(-x[i]!);
}

function fillNormal(): void {
  const x = normalX;
  x[LAYERS] = normalArea / exp(-0.5 * NORMAL_EDGE * NORMAL_EDGE);
  x[LAYERS - 1] = NORMAL_EDGE;
  for (let i = LAYERS - 2; i > 0; i--) {
    x[i] = Math.sqrt(-2 * log(normalArea / x[i + 1]! + exp(-0.5 * x[i + 1]! * x[i + 1]!)));
  }
  x[0] = 0;
  for (let i = 0; i <= LAYERS; i++) normalY[i] = exp(-0.5 * x[i]! * x[i]!);
}

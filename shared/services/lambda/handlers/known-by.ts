/** What a message is known by in a generated handler: by it a second write of the same work is the same write. */

export const ID_OF = `
/**
 * What a message is known by: its own id, else that of the event which brought it. When that comes again it is the same,
 * so that a second write is the first one once more. Yours to choose.
 */
const idOf = (message: unknown, workId: string): string =>
  String((message as { readonly id?: unknown } | null)?.id ?? workId);`;

export const PYTHON_ID_OF = `def id_of(message, work_id):
    """What a message is known by: its own id, else that of the event which brought it.

    When that comes again it is the same, so that a second write is the first one once more. Yours to choose.
    """
    own = message.get("id") if isinstance(message, dict) else None
    return work_id if own is None else str(own)
`;

/** Of a message with its id: that of two messages with the same content, and no id of their own, differs. */
export const DIGEST = "createHash('sha256').update(`${idOf(message, workId)} ${body}`).digest('hex')";
export const pythonDigest = (body: string): string =>
  `hashlib.sha256(f"{id_of(message, work_id)} ".encode() + ${body}).hexdigest()`;

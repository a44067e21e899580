/**
 * The store's messages on a connection: from the core's records to the published protocol buffers ({@code refute/kv/v1/*.proto}) and back.
 *
 * <p>{@link refute.kv.wire.PeerCodec} maps what members say to each other, {@link refute.kv.wire.OperationCodec} what clients ask and {@link
 * refute.kv.wire.AnswerCodec} what they are told. The core knows nothing of any of them. Bytes that are no message of ours are a {@link
 * refute.kv.MalformedBytesException}.
 */
@NullMarked
package refute.kv.wire;

import org.jspecify.annotations.NullMarked;

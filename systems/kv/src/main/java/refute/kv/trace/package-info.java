/**
 * What a node tells about itself: one event for each action of the specification, with the variables that it left.
 *
 * <p>The core hands {@link refute.kv.trace.TraceEvent}s to a {@link refute.kv.trace.TraceSink}; {@link refute.kv.trace.TraceSink#OFF} is the
 * default and costs one test of a flag. {@link refute.kv.trace.TraceMemory} keeps them; {@link refute.kv.trace.TraceFile} writes a line of JSON for each:
 * {@code {"seq":7,"at":81250000,"node":"n1","ev":"Commit","index":3,"s":{"term":2,"role":"leader",…}}}.
 */
@NullMarked
package refute.kv.trace;

import org.jspecify.annotations.NullMarked;

/**
 * The {@code kv} command: the store for people. {@link refute.kv.command.KvCommand} is the program; each verb is one request with the Java client.
 * Values are text in UTF-8 on the way in and out.
 */
@NullMarked
package refute.kv.command;

import org.jspecify.annotations.NullMarked;

package refute.tree.server;

import java.nio.file.Path;
import java.util.Optional;
import refute.service.HostPort;
import refute.tree.TreeSettings;

/**
 * What a server was told to be.
 *
 * @param data its data folder
 * @param client where clients send to
 * @param metrics where metrics are read, if anywhere
 * @param settings of the store
 * @param reopens whether it opens its store anew when the disk has failed, instead of ending
 */
public record ServerOptions(
        Path data, HostPort client, Optional<HostPort> metrics, TreeSettings settings, boolean reopens) {}

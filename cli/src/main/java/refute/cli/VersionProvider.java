package refute.cli;

import picocli.CommandLine;

/** The version, from the jar's manifest. */
final class VersionProvider implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"refute " + version()};
    }

    static String version() {
        String version = VersionProvider.class.getPackage().getImplementationVersion();
        return version == null ? "(development)" : version;
    }

    /** The revision of the sources, if the build knew it, else empty. */
    static String revision() {
        return System.getProperty("refute.revision", "");
    }
}

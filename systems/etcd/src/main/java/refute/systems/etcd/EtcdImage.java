package refute.systems.etcd;

import refute.harness.system.SystemOptions;

/**
 * The program of a node, in whichever world.
 *
 * @param version of etcd; for an image given by name, its tag
 * @param binary path of the program, inside the image if it runs there
 * @param image name of the image
 */
record EtcdImage(String version, String binary, String image) {
    private static final String OFFICIAL = "gcr.io/etcd-development/etcd:v";
    private static final String BINARY_IN_OFFICIAL = "/usr/local/bin/etcd";
    /** What runs in containers when nothing is asked for. */
    static final String VERSION_STANDARD = "3.6.5";

    static EtcdImage of(EtcdBinary binary) {
        return new EtcdImage(binary.version(), binary.path().toString(), OFFICIAL + binary.version());
    }

    /** In containers, the machine's binaries do not matter; {@code --binary} is a path inside the image. */
    static EtcdImage of(SystemOptions options) {
        String version =
                options.version().or(() -> options.image().map(EtcdImage::tag)).orElse(VERSION_STANDARD);
        String image = options.image().orElse(OFFICIAL + version);
        return new EtcdImage(version, options.binary().orElse(BINARY_IN_OFFICIAL), image);
    }

    private static String tag(String image) {
        String name = image.substring(image.lastIndexOf('/') + 1);
        int colon = name.indexOf(':');
        String tag = colon < 0 ? "latest" : name.substring(colon + 1);
        return tag.matches("v[0-9].*") ? tag.substring(1) : tag;
    }
}

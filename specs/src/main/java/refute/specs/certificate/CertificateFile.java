package refute.specs.certificate;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import refute.harness.BadInput;
import refute.specs.linear.Linearization;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.json.JsonMapper;

/** Certificates as JSON, streamed both ways: only the numbers of an order are ever in memory. */
public final class CertificateFile {
    /** What it is called in the folder of a run. */
    public static final String NAME = "certificate.json";

    static final int VERSION = 1;

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private CertificateFile() {}

    /** The hash by which a certificate names a history. */
    public static String sha256(Path history) {
        try (InputStream in = Files.newInputStream(history)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new BadInput(history.toString(), "cannot be read: " + e, "");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Replaces the file in one step. */
    public static void write(Path file, Certificate certificate) throws IOException {
        Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(fresh), 1 << 16);
                    JsonGenerator json = MAPPER.createGenerator(out)) {
                write(json, certificate);
            }
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void write(JsonGenerator json, Certificate certificate) {
        json.writeStartObject();
        json.writeNumberProperty("version", VERSION);
        json.writeStringProperty("history", certificate.history().sha256());
        json.writeStringProperty("format", certificate.history().format());
        json.writeBooleanProperty("independent", certificate.history().independent());
        json.writeStringProperty("model", certificate.model());
        json.writeStringProperty("initial", certificate.choice().initial().toString());
        json.writeStringProperty("failed-cas", certificate.choice().failedCas().word());
        json.writeStringProperty("verdict", certificate.claim().verdict().word());
        switch (certificate.claim()) {
            case Certificate.Valid valid -> {
                json.writeArrayPropertyStart("orders");
                for (Linearization order : valid.orders()) {
                    json.writeStartObject();
                    json.writeStringProperty("key", order.key().toString());
                    json.writeName("order");
                    json.writeArray(order.order(), 0, order.order().length);
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            case Certificate.Invalid invalid -> {
                json.writeObjectPropertyStart("witness");
                json.writeStringProperty("key", invalid.key().toString());
                json.writeName("operations");
                int[] operations =
                        invalid.operations().stream().mapToInt(i -> i).toArray();
                json.writeArray(operations, 0, operations.length);
                json.writeNumberProperty("stuck", invalid.stuck());
                json.writeBooleanProperty("minimal", invalid.minimal());
                json.writeEndObject();
            }
        }
        json.writeEndObject();
    }

    /** @throws BadInput if it is no certificate, with line and column */
    public static Certificate read(Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                JsonParser json = MAPPER.createParser(in)) {
            return new CertificateReader(json, file.toString()).read();
        } catch (NoSuchFileException e) {
            throw new BadInput(file.toString(), "there is no certificate", "refute check --certificate writes one");
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            String place = at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr();
            throw new BadInput(file + place, "is no certificate: " + e.getOriginalMessage(), "");
        } catch (IOException e) {
            throw new BadInput(file.toString(), "cannot be read: " + e, "");
        }
    }
}

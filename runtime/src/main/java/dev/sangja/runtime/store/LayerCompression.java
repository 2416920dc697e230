package dev.sangja.runtime.store;

import dev.sangja.runtime.layer.LayerException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** How a layer's archive is compressed, as its media type says. Source: OCI image specification, media-types.md. */
public enum LayerCompression {
    NONE,
    GZIP;

    private static final int BUFFER = 64 * 1024;
    private static final int LONGEST_MAGIC = 6;
    /** How files of other compressors begin. */
    private static final Map<String, String> OTHERS =
            Map.of("fd377a585a00", "xz", "425a68", "bzip2", "28b52ffd", "zstd", "5d00", "lzma");

    private static final Map<String, LayerCompression> TYPES = Map.of(
            Descriptor.LAYER,
            NONE,
            Descriptor.LAYER_GZIP,
            GZIP,
            "application/vnd.oci.image.layer.nondistributable.v1.tar",
            NONE,
            "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip",
            GZIP,
            "application/vnd.docker.image.rootfs.diff.tar",
            NONE,
            "application/vnd.docker.image.rootfs.diff.tar.gzip",
            GZIP);

    /** Of a layer of that type; {@link StoreException} if it is none that can be read here. */
    public static LayerCompression of(String mediaType) {
        LayerCompression known = TYPES.get(mediaType);
        if (known == null) {
            throw new StoreException("a layer of media type " + mediaType + " cannot be read: only tar archives, plain"
                    + " or compressed with gzip");
        }
        return known;
    }

    /** What the first bytes of a file say; RFC 1952, 2.3.1. */
    static LayerCompression sniff(byte[] start) {
        return start.length > 1 && (start[0] & 0xFF) == 0x1F && (start[1] & 0xFF) == 0x8B ? GZIP : NONE;
    }

    String mediaType() {
        return this == GZIP ? Descriptor.LAYER_GZIP : Descriptor.LAYER;
    }

    /**
     * An archive's own bytes, whether or not it is compressed with gzip; {@link StoreException} for what is compressed
     * otherwise.
     */
    public static InputStream plain(InputStream in) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, BUFFER);
        buffered.mark(LONGEST_MAGIC);
        byte[] start = buffered.readNBytes(LONGEST_MAGIC);
        buffered.reset();
        String magic = HexFormat.of().formatHex(start);
        for (Map.Entry<String, String> other : OTHERS.entrySet()) {
            if (magic.startsWith(other.getKey())) {
                throw new StoreException("an archive compressed with " + other.getValue()
                        + " cannot be read: only plain ones and those compressed with gzip");
            }
        }
        return sniff(start).expand(buffered);
    }

    /** The archive's own bytes; what gzip finds wrong is told as a {@link LayerException}. */
    InputStream expand(InputStream in) throws IOException {
        return this == NONE ? in : new Expanded(in);
    }

    private static final class Expanded extends FilterInputStream {
        Expanded(InputStream in) throws IOException {
            super(open(in));
        }

        private static InputStream open(InputStream in) throws IOException {
            try {
                return new GZIPInputStream(in, BUFFER);
            } catch (ZipException | EOFException malformed) {
                throw problem(malformed);
            }
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                return super.read(buffer, offset, length);
            } catch (ZipException | EOFException malformed) {
                throw problem(malformed);
            }
        }

        private static LayerException problem(IOException malformed) {
            return malformed instanceof EOFException
                    ? new LayerException("the compressed archive ends in the middle")
                    : new LayerException("the compressed archive is damaged: " + malformed.getMessage());
        }
    }
}

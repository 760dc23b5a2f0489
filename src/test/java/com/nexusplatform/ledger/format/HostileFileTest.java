package com.nexusplatform.ledger.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Files that are no tables, or mean harm: each is refused in words that help, in bounded memory. */
class HostileFileTest {

    @TempDir
    Path folder;

    @Test
    void refusesAnEmptyFile() {
        assertThat(refused("")).contains("empty");
        assertThat(refused("\n \r\n\n")).contains("blank lines only");
    }

    @Test
    void refusesAHeaderAlone() {
        assertThat(refused("Amount,Date\n")).contains("no row below");
    }

    @Test
    void refusesTwoHundredThousandColumns() {
        String header = IntStream.range(0, 200_000).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        assertThat(refused(header + "\n1\n")).contains("more than 1000 columns");
    }

    @Test
    void refusesHeadersThatComeTwiceAndNamesTheirColumns() {
        assertThat(refused("Amount,Date, amount ,x,X\n1,2,3,4,5\n")).contains("\"Amount\" (columns 1, 3)")
            .contains("\"x\" (columns 4, 5)");
    }

    @Test
    void refusesValuesUnderNoHeaderAndDropsEmptyColumns() throws IOException {
        assertThat(refused("Amount,,Date\n1,2,2025-01-31\n")).contains("Column 2 has no header");
        Tables.Outcome outcome = Tables.parse(folder, "Amount,,Ref,\n1,,r,\n2,,s\n");
        assertThat(outcome.rejections()).isEmpty();
        assertThat(outcome.mapping().columns()).containsExactly("Amount", "", "Ref", "");
    }

    @Test
    void makesFewShiftedLinesRejects() throws IOException {
        StringBuilder text = new StringBuilder("Amount,Ref,\n");
        for (int i = 0; i < 500; i++) {
            text.append(i == 300 ? "1,a,b\n" : "1,a,\n");
        }
        assertThat(Tables.parse(folder, text.toString()).rejections()).extracting(Rejection::line)
            .containsExactly(302L);
    }

    @Test
    void refusesALineOfAGigabyteInBoundedMemory() throws IOException {
        Path file = folder.resolve("line.csv");
        try (FileChannel sparse = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.SPARSE)) {
            sparse.write(java.nio.ByteBuffer.wrap("Amount,Date\n".getBytes(StandardCharsets.UTF_8)));
            byte[] filler = new byte[3 << 20];
            Arrays.fill(filler, (byte) 'x');
            sparse.write(java.nio.ByteBuffer.wrap(filler));
            sparse.write(java.nio.ByteBuffer.wrap(new byte[1]), (1L << 30) - 1);
        }
        assertThat(refused(file)).contains("line 2").contains("longer than 1048576 bytes");
        try (TableReader reader = TableReader.open(new Endless(1L << 30), csv(), Tables.LIMITS)) {
            long before = used();
            ProblemException refusal = catchThrowableOfType(ProblemException.class, reader::next);
            assertThat(refusal.detail()).contains("longer than 1048576 bytes");
            assertThat(used() - before).isLessThan(16L << 20);
            assertThat(reader.position()).isLessThan(4L << 20);
        }
    }

    @Test
    void refusesAGzipBomb() throws IOException {
        byte[] row = "1.00,2025-01-31\n".getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bomb)) {
            out.write("Amount,Date\n".getBytes(StandardCharsets.UTF_8));
            byte[] rows = new byte[row.length << 16];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = row[i % row.length];
            }
            for (int i = 0; i < 200; i++) {
                out.write(rows);
            }
        }
        ProblemException refusal = Tables.refusal(folder, bomb.toByteArray());
        assertThat(refusal.type()).isEqualTo(ProblemType.TOO_LARGE);
        assertThat(refusal.detail()).contains("200 bytes for each byte");
        Limits small = new Limits(10, 1000, 100, 1000, 1_000_000, 1 << 20, 100);
        Path file = Tables.file(folder, "bomb.csv.gz", bomb.toByteArray());
        ProblemException large = catchThrowableOfType(ProblemException.class,
                () -> Survey.of(file, "bomb.csv.gz", DatasetKind.PAYMENTS, RequestedMapping.none(), "USD", small));
        assertThat(large.type()).isEqualTo(ProblemType.TOO_LARGE);
    }

    @Test
    void refusesAGzipFileThatIsCutOffOrDamaged() throws IOException {
        StringBuilder text = new StringBuilder("Amount,Ref\n");
        for (int i = 0; i < 50_000; i++) {
            text.append(i).append(',').append(Integer.toHexString(i * 31)).append('\n');
        }
        byte[] whole = Tables.gzip(text.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(refused(Arrays.copyOf(whole, whole.length / 2))).contains("ends too early");
        assertThat(refused(Arrays.copyOf(whole, 5))).contains("ends too early");
        whole[whole.length / 2] ^= 0x55;
        whole[whole.length / 2 + 1] ^= 0x55;
        assertThat(refused(whole)).contains("gzip");
        assertThat(refused(Tables.gzip(new byte[0]))).contains("nothing once expanded");
    }

    @Test
    void refusesAnArchiveWhateverItsName() throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(archive)) {
            zip.putNextEntry(new ZipEntry("payments.csv"));
            zip.write("Amount\n1\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(refused(archive.toByteArray())).contains("ZIP archive").contains("Unpack it");
        assertThat(refused(Tables.gzip(archive.toByteArray()))).contains("gzip file holds a ZIP");
        assertThat(refused(Arrays.copyOf(archive.toByteArray(), 60))).contains("incomplete or damaged");
    }

    @Test
    void refusesOtherDocumentsByTheirFirstBytes() {
        assertThat(refused("%PDF-1.7 ...")).contains("PDF");
        assertThat(refused("<html><table>")).contains("web page");
        assertThat(refused("{\"a\":1}")).contains("JSON");
        assertThat(refused(new byte[]{(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 1, 2})).contains(".xls")
            .contains("password");
    }

    @Test
    void refusesZeroBytesOutsideOfWideText() {
        assertThat(refused("Amount,Ref\n1,a\n2,b\0c\n")).contains("line 3").contains("NUL");
        byte[] binary = new byte[5000];
        new java.util.Random(3).nextBytes(binary);
        binary[0] = 'x';
        assertThat(refused(binary)).isNotEmpty();
    }

    @Test
    void refusesBrokenWideText() {
        byte[] text = "Amount,Ref\n1,a\n".getBytes(StandardCharsets.UTF_16LE);
        byte[] odd = Arrays.copyOf(text, text.length + 1);
        odd[text.length] = 'x';
        assertThat(refused(odd)).contains("UTF-16");
        byte[] lone = "Amount,Ref\n1,?\n".getBytes(StandardCharsets.UTF_16LE);
        lone[lone.length - 4] = 0x01;
        lone[lone.length - 3] = (byte) 0xDC;
        assertThat(refused(lone)).contains("UTF-16");
    }

    private String refused(String text) {
        return refused(text.getBytes(StandardCharsets.UTF_8));
    }

    private String refused(byte[] content) {
        ProblemException refusal = Tables.refusal(folder, content);
        assertThat(refusal).isNotNull();
        assertThat(List.of(ProblemType.FILE_REFUSED, ProblemType.MAPPING_REFUSED)).contains(refusal.type());
        return refusal.detail();
    }

    private String refused(Path file) {
        return catchThrowableOfType(ProblemException.class,
                () -> Survey.of(file, file.toString(), DatasetKind.PAYMENTS, RequestedMapping.none(), "USD",
                        Tables.LIMITS))
            .detail();
    }

    private static Mapping.SourceFormat csv() {
        return new Mapping.SourceFormat(Mapping.SourceFormat.CSV, "UTF-8", ",", null);
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** A header, then one line without an end. */
    private static final class Endless extends InputStream {

        private long left;
        private byte[] head = "Amount,Date\n".getBytes(StandardCharsets.UTF_8);

        Endless(long left) {
            this.left = left;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (head.length > 0) {
                int first = Math.min(length, head.length);
                System.arraycopy(head, 0, target, offset, first);
                head = Arrays.copyOfRange(head, first, head.length);
                return first;
            }
            int read = (int) Math.min(left, length);
            Arrays.fill(target, offset, offset + read, (byte) 'x');
            left -= read;
            return read == 0 ? -1 : read;
        }
    }
}

package com.nexusplatform.ledger.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/** Looks into a ZIP container before a workbook reader does: whether it is a workbook, whole, and of bounded size. */
final class WorkbookFile {

    private static final String CONTENT_TYPES = "[Content_Types].xml";

    private WorkbookFile() {}

    /** Refuses what is not a workbook, is damaged, or expands beyond the limits; the parts are really expanded, not believed. */
    static void check(Path file, Limits limits) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            refuseOtherContainers(zip);
            ExpansionLimit limit = new ExpansionLimit(limits);
            long compressed = 0;
            int strings = 0;
            int highestNamed = -1;
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) { // any of them may be named a sheet
                ZipEntry entry = entries.nextElement();
                compressed += Math.max(entry.getCompressedSize(), 0);
                try (WorkbookPart part = new WorkbookPart(zip.getInputStream(entry), limit, compressed, limits)) {
                    part.inspect();
                    strings = Math.max(strings, part.strings());
                    highestNamed = Math.max(highestNamed, part.highestNamed());
                }
            }
            if (highestNamed >= strings) { // a reader would make up empty texts until none is missing
                throw refused("A cell of the workbook names the text number " + highestNamed
                        + ", but the workbook has only "
                        + strings
                        + ": it is damaged. Open it in a spreadsheet, save it as .xlsx again, and upload that.");
            }
        } catch (ZipException | java.io.EOFException broken) {
            ProblemException refusal = new ProblemException(ProblemType.FILE_REFUSED,
                    "The file begins like a workbook (a ZIP container) but is incomplete or damaged. Upload it again; if it is "
                            + "refused again, open it in a spreadsheet and save it as .xlsx.");
            refusal.initCause(broken);
            throw refusal;
        }
    }

    /** Whether the number format of a cell shows a date or a time of day with a date. */
    static boolean datePattern(@Nullable Integer id, @Nullable String format) {
        if (id != null && (id >= 14 && id <= 17 || id == 22 || id >= 27 && id <= 31 || id == 36 || id >= 50 && id <= 54
                || id >= 57
                        && id <= 58)) {
            return true;
        }
        return format != null && shownDate(format.toLowerCase(Locale.ROOT));
    }

    private static boolean shownDate(String format) {
        boolean quoted = false;
        boolean bracketed = false;
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c == '\\' || c == '_' || c == '*') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '[' || c == ']') {
                bracketed = c == '[';
            } else if (c == ';') {
                return false;
            } else if (!quoted && !bracketed && (c == 'y' || c == 'd')) {
                return true;
            }
        }
        return false;
    }

    private static void refuseOtherContainers(ZipFile zip) {
        if (zip.getEntry("xl/workbook.bin") != null) {
            throw refused("The workbook is in the binary form (.xlsb). Save it as .xlsx or CSV and upload that.");
        }
        if (zip.getEntry("mimetype") != null && zip.getEntry("content.xml") != null) {
            throw refused("The file is an OpenDocument file. Save it as .xlsx or CSV and upload that.");
        }
        boolean office = zip.getEntry(CONTENT_TYPES) != null;
        if (office && zip.stream().noneMatch(entry -> entry.getName().startsWith("xl/"))) {
            throw refused("The file is an Office document, but not a workbook. Upload the table as .xlsx or CSV.");
        }
        if (!office) {
            throw refused(
                    "The file is a ZIP archive, whatever its name ends with. Unpack it and upload the table inside; a table may be "
                            + "compressed with gzip instead (.csv.gz).");
        }
    }

    private static ProblemException refused(String detail) {
        return new ProblemException(ProblemType.FILE_REFUSED, detail);
    }
}

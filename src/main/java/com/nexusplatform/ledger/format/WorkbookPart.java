package com.nexusplatform.ledger.format;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import org.jspecify.annotations.Nullable;

import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/**
 * One part of a workbook, really expanded and looked through: its size, texts of gigabytes, whole or in pieces, rows of more cells
 * than a sheet has, and cells at addresses that no sheet has, for which a reader would make room. What a part is called does not
 * matter: a workbook may name any part its sheet or its texts.
 */
final class WorkbookPart extends FilterInputStream {

    private static final int LAST_COLUMN = 16_384;
    private static final int LAST_ROW = 1_048_576;
    private static final int LONGEST_NUMBER = 64;
    /** Bytes that a reader holds for a shared string beside its characters. */
    private static final int HOLDING = 32;

    private final ExpansionLimit limit;
    private final long compressed;
    private final Limits limits;
    private boolean xml = true;
    private long untagged;
    private long rows;
    private int cells;
    private long text;
    private long shared;
    private boolean inRow;
    private boolean inShared;
    private boolean namesText;
    private final StringBuilder index = new StringBuilder();
    private int strings;
    private int highestNamed = -1;

    WorkbookPart(InputStream part, ExpansionLimit limit, long compressed, Limits limits) {
        super(part);
        this.limit = limit;
        this.compressed = compressed;
        this.limits = limits;
    }

    /** Reads the part to its end; refuses what breaks a limit. What is not XML, such as pictures and macros, is measured only. */
    void inspect() throws IOException {
        XMLInputFactory factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(this);
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> begin(reader);
                    case XMLStreamConstants.END_ELEMENT -> end(reader.getLocalName());
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                        hold(reader);
                    default -> { // nothing that a reader would hold
                    }
                }
            }
        } catch (XMLStreamException ignored) {
            // a reader stops at the same place; until there every address was looked at
        }
        xml = false;
        transferTo(OutputStream.nullOutputStream());
    }

    /** Shared texts in the part. */
    int strings() {
        return strings;
    }

    /** The highest number of a shared text that a cell of the part names; -1 where none does. */
    int highestNamed() {
        return highestNamed;
    }

    @Override
    public int read() throws IOException {
        byte[] single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        if (read > 0) {
            measure(target, offset, read);
        }
        return read;
    }

    private void measure(byte[] bytes, int offset, int length) {
        limit.expanded(length, compressed);
        if (xml) {
            refuseLong(bytes, offset, length);
        }
    }

    private void refuseLong(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            untagged = bytes[i] == '<' ? 0 : untagged + 1;
            if (untagged > limits.maxRecordBytes()) {
                throw new ProblemException(ProblemType.FILE_REFUSED,
                        "A cell of the workbook is longer than " + limits.maxRecordBytes() + " bytes.")
                    .with("maxRecordBytes", limits.maxRecordBytes());
            }
        }
    }

    private void begin(XMLStreamReader reader) {
        switch (reader.getLocalName()) {
            case "row" -> {
                rows++;
                cells = 0;
                text = 0;
                inRow = true;
                refuseNowhere(reader.getAttributeValue(null, "r"));
            }
            case "c" -> {
                namesText = "s".equals(reader.getAttributeValue(null, "t"));
                refuseNowhere(reader.getAttributeValue(null, "r"));
                if (++cells > LAST_COLUMN && inRow) {
                    throw new ProblemException(ProblemType.FILE_REFUSED, "Row " + rows + " of a sheet has more than "
                            + LAST_COLUMN
                            + " cells, which no sheet has. Open it in a spreadsheet and save it as .xlsx again.")
                        .with("line", rows);
                }
            }
            case "si" -> {
                inShared = true;
                strings++;
                shared += HOLDING;
            }
            default -> { // nothing that a reader would make room for
            }
        }
    }

    private void end(String name) {
        inRow &= !name.equals("row");
        inShared &= !name.equals("si");
        if (name.equals("v") && namesText) {
            try {
                highestNamed = Math.max(highestNamed, Integer.parseInt(index.toString()));
            } catch (NumberFormatException ignored) {
                // a reader refuses it
            }
        }
        index.setLength(0);
    }

    private void hold(XMLStreamReader reader) {
        int characters = reader.getTextLength();
        if (namesText && characters <= LONGEST_NUMBER && index.length() <= LONGEST_NUMBER) {
            index.append(reader.getText());
        }
        if (inShared) {
            shared += characters;
            if (shared > limits.maxSharedStringsBytes()) {
                throw new ProblemException(ProblemType.TOO_LARGE, "The texts of the workbook take more than "
                        + limits.maxSharedStringsBytes() + " bytes. Save the sheet as CSV and upload that.")
                    .with("maxSharedStringsBytes", limits.maxSharedStringsBytes());
            }
        } else if (inRow) {
            text += characters;
            if (text > limits.maxRecordBytes()) {
                throw new ProblemException(ProblemType.FILE_REFUSED,
                        "Row " + rows + " of a sheet is longer than " + limits.maxRecordBytes() + " bytes.")
                    .with("maxRecordBytes", limits.maxRecordBytes())
                    .with("line", rows);
            }
        }
    }

    private static void refuseNowhere(@Nullable String address) {
        if (address != null && !exists(address)) {
            throw new ProblemException(ProblemType.FILE_REFUSED, "The workbook names the cell or row \""
                    + Rejection.shortened(address)
                    + "\", which no sheet has. Open it in a spreadsheet and save it as .xlsx again.");
        }
    }

    private static boolean exists(String address) {
        if (address.length() > 10) {
            return false;
        }
        long column = 0;
        long row = 0;
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            if (c >= 'A' && c <= 'Z' && row == 0) {
                column = column * 26 + c - 'A' + 1;
            } else if (c >= '0' && c <= '9') {
                row = row * 10 + c - '0';
            } else {
                return false;
            }
        }
        return column <= LAST_COLUMN && row >= 1 && row <= LAST_ROW;
    }
}

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
 * One part of a workbook, really expanded and looked through: its size, texts of gigabytes, and cells at addresses that no sheet
 * has, for which a reader would make room.
 */
final class WorkbookPart extends FilterInputStream {

    private static final int LAST_COLUMN = 16_384;
    private static final int LAST_ROW = 1_048_576;

    private final ExpansionLimit limit;
    private final long compressed;
    private final long most;
    private final int longestText;
    private long expanded;
    private long untagged;

    WorkbookPart(InputStream part, ExpansionLimit limit, long compressed, long most, int longestText) {
        super(part);
        this.limit = limit;
        this.compressed = compressed;
        this.most = most;
        this.longestText = longestText;
    }

    /** Reads the part to its end; refuses what breaks a limit. What is not XML is measured only. */
    void inspect() throws IOException {
        XMLInputFactory factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(this);
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                    address(reader);
                }
            }
        } catch (XMLStreamException ignored) {
            // a reader stops at the same place; until there every address was looked at
        }
        transferTo(OutputStream.nullOutputStream());
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
        expanded += length;
        limit.expanded(length, compressed);
        if (expanded > most) {
            throw new ProblemException(ProblemType.TOO_LARGE, "The texts of the workbook take more than " + most
                    + " bytes. Save the sheet as CSV and upload that.")
                .with("maxSharedStringsBytes", most);
        }
        for (int i = offset; i < offset + length; i++) {
            untagged = bytes[i] == '<' ? 0 : untagged + 1;
            if (untagged > longestText) {
                throw new ProblemException(ProblemType.FILE_REFUSED,
                        "A cell of the workbook is longer than " + longestText + " bytes.")
                    .with("maxRecordBytes", longestText);
            }
        }
    }

    private static void address(XMLStreamReader reader) {
        String name = reader.getLocalName();
        if (!name.equals("c") && !name.equals("row")) {
            return;
        }
        String address = reader.getAttributeValue(null, "r");
        if (address != null && !exists(address)) {
            throw new ProblemException(ProblemType.FILE_REFUSED, "The workbook names the cell or row \""
                    + Rejection.shortened(address)
                    + "\", which no sheet has. Open it in a spreadsheet and save it as .xlsx again.");
        }
    }

    private static boolean exists(@Nullable String address) {
        if (address == null || address.length() > 10) {
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

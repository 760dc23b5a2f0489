package com.nexusplatform.procedure.payments;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Dictionary;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.grouping.NormalForm;

/** What a vendor master says of every vendor: whether it is listed, whether all its rows are blocked, when it was first opened. */
final class VendorStates {

    private final ColumnarLedger vendors;
    private final boolean[] listed;
    private final boolean[] open;
    private final int[] opened;
    private final int[] firstRows;
    private final int[] counts;

    private VendorStates(ColumnarLedger vendors, VendorLink link, boolean[] blockedCodes) {
        this.vendors = vendors;
        listed = new boolean[link.size() + 1];
        open = new boolean[listed.length];
        opened = new int[listed.length];
        firstRows = new int[listed.length];
        counts = new int[listed.length];
        Arrays.fill(opened, ColumnarLedger.NO_DATE);
        int[] status = vendors.has(Field.STATUS) ? vendors.codes(Field.STATUS) : new int[vendors.rows()];
        int[] days = vendors.has(Field.OPENED_ON) ? vendors.days(Field.OPENED_ON) : new int[0];
        for (int row = 0; row < vendors.rows(); row++) {
            int day = days.length == 0 ? ColumnarLedger.NO_DATE : days[row];
            add(link.listed(row), row, !blockedCodes[status[row]], day);
            add(link.alsoListed(row), row, !blockedCodes[status[row]], day);
        }
    }

    private void add(int vendor, int row, boolean isOpen, int day) {
        if (vendor == VendorLink.NOBODY) {
            return;
        }
        firstRows[vendor] = listed[vendor] ? firstRows[vendor] : row + 1;
        counts[vendor]++;
        listed[vendor] = true;
        open[vendor] |= isOpen;
        if (day != ColumnarLedger.NO_DATE && (opened[vendor] == ColumnarLedger.NO_DATE || day < opened[vendor])) {
            opened[vendor] = day;
        }
    }

    /** The states of a master's vendors, by the numbers of a link. */
    static VendorStates of(ColumnarLedger vendors, VendorLink link, List<String> blockedStatus) {
        if (!vendors.has(Field.STATUS)) {
            return new VendorStates(vendors, link, new boolean[1]);
        }
        Set<String> blocked = new HashSet<>(blockedStatus.stream().map(NormalForm.IDENTIFIER::of).toList());
        Dictionary texts = vendors.dictionary(Field.STATUS);
        boolean[] codes = new boolean[texts.size() + 1];
        for (int code = 1; code < codes.length; code++) {
            codes[code] = blocked.contains(NormalForm.IDENTIFIER.of(texts, code));
        }
        return new VendorStates(vendors, link, codes);
    }

    /** Whether the master lists a vendor. */
    boolean listed(int vendor) {
        return listed[vendor];
    }

    /** Whether every row of a listed vendor is blocked. */
    boolean blocked(int vendor) {
        return listed[vendor] && !open[vendor];
    }

    /** Whether the master says when the vendor was opened. */
    boolean dated(int vendor) {
        return opened[vendor] != ColumnarLedger.NO_DATE;
    }

    /** First day on which the vendor was opened, since 1970-01-01. */
    int opened(int vendor) {
        return opened[vendor];
    }

    /** Number of the first row of a listed vendor in the master, from 1. */
    int firstRow(int vendor) {
        return firstRows[vendor];
    }

    /** Rows of a vendor in the master. */
    int rows(int vendor) {
        return counts[vendor];
    }

    /** Status of the first row; empty where there is none. */
    String status(int vendor) {
        return listed[vendor] && vendors.has(Field.STATUS) ? vendors.text(Field.STATUS, firstRows[vendor] - 1) : "";
    }
}

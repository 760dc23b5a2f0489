package com.nexusplatform.procedure.payments;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Declaration;
import com.nexusplatform.procedure.Explanation;
import com.nexusplatform.procedure.Family;
import com.nexusplatform.procedure.Numerals;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Parameter;
import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.procedure.Weights;
import com.nexusplatform.procedure.grouping.Figures;
import com.nexusplatform.procedure.grouping.Selection;
import com.nexusplatform.procedure.matching.PartyKey;
import com.nexusplatform.procedure.matching.StopWords;

/** PAY-6: vendors with the bank account, tax id, phone, address or name of an employee. */
public final class EmployeeVendors implements Procedure {

    private static final String SIMILARITY = "similarity";
    private static final String COMMON_ROWS = "commonRows";
    private static final int LISTED = 10;
    private static final int MOST_POINTS = 100;
    private static final Weights WEIGHTS = Weights.of("PAY-6");
    private static final String SOURCE = "ACFE, vendors matched with employees; Jaro (1989) and Winkler (1990); Damerau (1964); "
            + "stop words and similarity: NEXUS";
    private static final Set<Field> PARTY = Set.of(Field.COUNTERPARTY_ID, Field.NAME, Field.COUNTERPARTY_NAME,
            Field.TAX_ID, Field.BANK_ACCOUNT, Field.ADDRESS, Field.PHONE);

    private static final Declaration DECLARATION = new Declaration("PAY-6", 6, "Vendor is an employee", Family.PAYMENTS,
            Set.of(DatasetKind.PAYMENTS, DatasetKind.LEDGER), Set.of(Field.AMOUNT),
            Set.of(Field.CURRENCY, Field.COUNTERPARTY_ID, Field.COUNTERPARTY_NAME, Field.BANK_ACCOUNT),
            List.of(Parameter.decimal(SIMILARITY, "0.92", "0.5", "1",
                    "least similarity of names and addresses, rounded to four decimals", "NEXUS's proposal"),
                    Parameter.integer(COMMON_ROWS, 3, 1, 1_000,
                            "most employees who may share a key; one that more share tells nothing", "NEXUS"),
                    Selection.limit()),
            "Every vendor of the vendor master, or where the run has none every counterparty of the payments by name and bank "
                    + "account, is compared with every employee by normal keys. Payments, which are the positive rows, "
                    + "are linked to the vendor master by counterpartyId where both have the column and the payment an id, else by the name (upper case, accents composed, without punctuation); those "
                    + "that name nobody are counted only (paymentsNotLinked). Bank account, tax id (letters and digits, at "
                    + "least six) and phone (the last nine digits, at least seven) must be equal. Names and addresses (words "
                    + "in alphabetical order, without accents, punctuation and stop words of version "
                    + StopWords.version()
                    + ", and letters such as Ł, Ø, ß and Æ as L, O, SS and AE; a name has a letter, an address a number and a "
                    + "word) need a similarity after Jaro and Winkler of at least similarity; that of an address is the "
                    + "similarity of its least alike pair of words. Names of fewer than three letters and words with digits "
                    + "must be equal. Compared are keys that are one edit apart or share a word of four letters; a block of more "
                    + "than 65,536 pairs is passed over, and after 10,000,000 comparisons or 100,000 pairs the search "
                    + "stops: the statistics say so. A vendor is one alert over its payments, the largest 1,000 of them; its "
                    + "points are the sum over the keys shared with one employee, the one with the most, at most 100. "
                    + "Grades are the keys.",
            "The run has an employee master, and vendors have a key in common with it; with a vendor master, payments can be "
                    + "linked to it. There are employees, and at least one payment is to a vendor that is compared with them.",
            SOURCE, "Linear in the rows and in the characters of the distinct names.")
        .withMasters(Map.of(DatasetKind.VENDORS, PARTY, DatasetKind.EMPLOYEES, PARTY));

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public int nanosARow() {
        return 150;
    }

    @Override
    public Outcome perform(Task task) {
        task.watch().at(0);
        ColumnarLedger ledger = task.ledger();
        Optional<ColumnarLedger> employees = task.master(DatasetKind.EMPLOYEES);
        if (employees.isEmpty()) {
            return new Outcome.NotApplicable(
                    DECLARATION.code() + " needs an employee master as a second dataset of the run;"
                            + " none is given.",
                    Figures.of("missing", "EMPLOYEES"));
        }
        Optional<ColumnarLedger> vendors = task.master(DatasetKind.VENDORS);
        if (vendors.isEmpty()) {
            Parties parties = Parties.of(ledger);
            return Parties.refusal(ledger)
                .orElseGet(() -> new Search(task, PartyFile.payments(ledger), List.of(parties::at), parties::at,
                        parties.size())
                    .outcome(employees.get()));
        }
        return VendorLink.of(ledger, vendors.get())
            .map(link -> new Search(task, PartyFile.master(vendors.get()), List.of(link::listed, link::alsoListed),
                    link::paid, link.size())
                .outcome(employees.get()))
            .orElseGet(() -> VendorLink.refusal(DECLARATION.code()));
    }

    /** The keys that a vendor and an employee share. */
    private record Shared(int vendorRow, int employee, Map<PartyKey, EmployeeKeys.Hit> hits) {

        int points() {
            return Math.min(MOST_POINTS, hits.keySet().stream().mapToInt(key -> WEIGHTS.points(key.name())).sum());
        }
    }

    /** How many payments there are, how many of these nothing links to a vendor, and how many are to one that is compared. */
    private record Judged(int payments, int notLinked, int linked) {}

    /** One performance: vendors by number, numbers of the rows of the vendor file and of the payments. */
    private static final class Search {

        private final Task task;
        private final PartyFile vendors;
        private final List<IntUnaryOperator> listed;
        private final IntUnaryOperator paid;
        private final int size;

        Search(Task task, PartyFile vendors, List<IntUnaryOperator> listed, IntUnaryOperator paid, int size) {
            this.task = task;
            this.vendors = vendors;
            this.listed = listed;
            long[] amounts = task.ledger().amounts();
            this.paid = row -> amounts[row] > 0 ? paid.applyAsInt(row) : VendorLink.NOBODY;
            this.size = size;
        }

        Outcome outcome(ColumnarLedger employees) {
            Judged judged = judged();
            if (judged.linked == 0 || employees.rows() == 0) {
                return refusal(judged, employees.rows());
            }
            EmployeeKeys keys = EmployeeKeys.of(vendors, PartyFile.master(employees),
                    task.parameters().decimal(SIMILARITY), task.parameters().integer(COMMON_ROWS), task.watch());
            if (keys.compared().isEmpty()) {
                return new Outcome.NotApplicable(
                        "Vendors and employees have no column in common: name, taxId, bankAccount,"
                                + " address or phone must be mapped for both.",
                        Figures.of("compared", List.of()));
            }
            task.watch().at(0.7);
            Map<Integer, List<Shared>> found = new TreeMap<>();
            shared(keys).forEach((number, byEmployee) -> found.put(number, strongest(byEmployee)));
            boolean[] wanted = new boolean[size + 1];
            found.keySet().forEach(number -> wanted[number] = true);
            int[][] rows = LargestRows.byNumber(wanted, task.ledger().rows(), paid);
            task.watch().at(0.9);
            Selection selection = new Selection(task.parameters());
            Set<Integer> paidRows = new HashSet<>();
            Set<Integer> unpaid = new LinkedHashSet<>();
            found.forEach((number, shared) -> {
                boolean isPaid = rows[number].length > 0;
                (isPaid ? paidRows : unpaid).add(shared.getFirst().vendorRow() + 1);
                if (isPaid) {
                    add(selection, shared, rows[number]);
                }
            });
            unpaid.removeAll(paidRows); // a vendor is paid by id or by name
            return new Outcome.Applicable(
                    Figures.of("rows", task.ledger().rows(), "vendorMaster", vendorMaster(), "vendorRows",
                            vendors.rows(), "employees", employees.rows(), "compared",
                            keys.compared().stream().map(PartyKey::name).toList(), "commonKeysLeftOut",
                            keys.commonKeys(), "comparisons", keys.comparisons(), "bounds", keys.bounds(),
                            "stopWords", StopWords.version(), notLinkedName(), judged.notLinked,
                            "vendorsWithoutPayments", unpaid.size(),
                            "vendorRowsWithoutPayments", unpaid.stream().limit(LISTED).toList(), "found",
                            selection.found(), "reported", selection.reported()),
                    selection.alerts());
        }

        private Judged judged() {
            boolean[] compared = new boolean[size + 1];
            for (IntUnaryOperator number : listed) {
                for (int row = 0; row < vendors.rows(); row++) {
                    compared[number.applyAsInt(row)] = true;
                }
            }
            compared[VendorLink.NOBODY] = false;
            int payments = 0;
            int notLinked = 0;
            int linked = 0;
            for (int row = 0; row < task.ledger().rows(); row++) {
                if (task.ledger().amounts()[row] > 0) {
                    int vendor = paid.applyAsInt(row);
                    payments++;
                    notLinked += vendor == VendorLink.NOBODY ? 1 : 0;
                    linked += compared[vendor] ? 1 : 0;
                }
            }
            return new Judged(payments, notLinked, linked);
        }

        private Outcome refusal(Judged judged, int employees) {
            return new Outcome.NotApplicable(
                    "No payment is to a vendor that could be compared with an employee: of "
                            + Numerals.counted(judged.payments, "positive payment", "positive payments") + " "
                            + Numerals.grouped(judged.notLinked) + " cannot be linked to a vendor and "
                            + Numerals.grouped(judged.linked) + (judged.linked == 1 ? " is" : " are")
                            + " to one that is listed; the employee master has "
                            + Numerals.counted(employees, "row", "rows") + ".",
                    Figures.of("payments", judged.payments, notLinkedName(), judged.notLinked,
                            "paymentsToListedVendors", judged.linked, "vendorMaster", vendorMaster(), "vendorRows",
                            vendors.rows(), "employees", employees));
        }

        private String notLinkedName() {
            return vendorMaster() ? VendorLink.NOT_LINKED : Parties.UNNAMED;
        }

        private boolean vendorMaster() {
            return task.master(DatasetKind.VENDORS).isPresent();
        }

        /** By the vendor's number and the employee's row. */
        private Map<Integer, Map<Integer, Shared>> shared(EmployeeKeys keys) {
            Map<Integer, Map<Integer, Shared>> found = new TreeMap<>();
            for (PartyKey key : keys.compared()) {
                int[] codes = vendors.codes(key);
                boolean[] marks = keys.marks(key);
                for (int row = 0; row < codes.length; row++) {
                    if (marks[codes[row]]) {
                        share(found, row, keys.of(key, codes[row]));
                    }
                }
            }
            return found;
        }

        /** Adds the hits of a row of the vendor file to every vendor that the row is of. */
        private void share(Map<Integer, Map<Integer, Shared>> found, int row, List<EmployeeKeys.Hit> hits) {
            for (IntUnaryOperator number : listed) {
                int vendor = number.applyAsInt(row);
                for (EmployeeKeys.Hit hit : vendor == VendorLink.NOBODY ? List.<EmployeeKeys.Hit>of() : hits) {
                    found.computeIfAbsent(vendor, absent -> new TreeMap<>())
                        .computeIfAbsent(hit.employee(),
                                employee -> new Shared(row, employee, new EnumMap<>(PartyKey.class)))
                        .hits()
                        .putIfAbsent(hit.key(), hit);
                }
            }
        }

        private static List<Shared> strongest(Map<Integer, Shared> byEmployee) {
            return byEmployee.values()
                .stream()
                .sorted((one, other) -> Integer.compare(other.points(), one.points()))
                .toList();
        }

        private void add(Selection selection, List<Shared> shared, int[] payments) {
            int[] rows = LargestRows.of(task.ledger(), payments);
            selection.add(shared.getFirst().points(), task.ledger().amounts()[rows[0] - 1], rows,
                    () -> explanation(shared, payments.length, rows));
        }

        private Explanation explanation(List<Shared> shared, int payments, int[] rows) {
            Shared first = shared.getFirst();
            List<String> names = first.hits().keySet().stream().map(Search::words).toList();
            Map<String, Object> points = new LinkedHashMap<>();
            first.hits().keySet().forEach(key -> points.put(key.name(), WEIGHTS.points(key.name())));
            String vendor = vendorMaster()
                    ? "The vendor of row " + (first.vendorRow() + 1) + " of the vendor master"
                    : "The counterparty of row " + (first.vendorRow() + 1);
            return new Explanation(
                    "equal keys, or similarity J + prefix/10 (1-J) >= least, J = (common/length + common/otherLength"
                            + " + (common-transposed)/common)/3; of an address that of its least alike pair of words;"
                            + " points = sum over the keys shared with the first employee, at most most;"
                            + " edits turn the employee's key into the vendor's",
                    Figures.of(vendorMaster() ? "vendorMasterRow" : "firstRow", first.vendorRow() + 1, "payments",
                            payments,
                            "employees", shared.size(), "shared",
                            shared.stream().limit(LISTED).map(Search::figures).toList()),
                    Figures.of(SIMILARITY, task.parameters().decimal(SIMILARITY), COMMON_ROWS,
                            task.parameters().integer(COMMON_ROWS), "stopWords", StopWords.version(), "most",
                            MOST_POINTS, "points", WEIGHTS.grades()),
                    Figures.of("pointsByKey", points, "rowsListed", rows.length, "points", first.points()),
                    verdict(first),
                    vendor + " and the employee of row " + (first.employee() + 1)
                            + " of the employee master share " + String.join(", ", names) + ".",
                    SOURCE);
        }

        private String verdict(Shared shared) {
            BigDecimal least = task.parameters().decimal(SIMILARITY);
            return String.join("; ", shared.hits()
                .values()
                .stream()
                .map(hit -> words(hit.key()) + " " + hit.likeness().similarity().toPlainString() + " >= "
                        + (hit.key().fuzzy() ? least : BigDecimal.ONE).toPlainString())
                .toList());
        }

        private static Map<String, Object> figures(Shared shared) {
            List<Object> keys = new ArrayList<>();
            shared.hits()
                .forEach((key, hit) -> keys.add(Figures.of("key", key.name(), "normalForm", key.form(), "similarity",
                        hit.likeness().similarity(), "edits", hit.likeness().edits().words(), "measure",
                        hit.likeness().measure().figures())));
            return Figures.of("employeeMasterRow", shared.employee() + 1, "keys", keys);
        }

        private static String words(PartyKey key) {
            return switch (key) {
                case NAME -> "a name";
                case ADDRESS -> "an address";
                case BANK_ACCOUNT -> "a bank account";
                case TAX_ID -> "a tax id";
                case PHONE -> "a phone number";
            };
        }
    }
}

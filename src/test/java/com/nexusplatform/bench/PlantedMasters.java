package com.nexusplatform.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.columnar.Field;

/**
 * Masters of vendors and employees that fit payables with planted schemes. Of the vendors that do not exist, one in ten is paid past
 * the master, the others were opened up to 40 days before their first payment; three in ten have the bank account of an employee, one
 * in ten the phone, one in ten the address. Innocent coincidences: of the vendors with fewer than 100 payments 2 in 1,000 have the bank
 * account of an employee, 3 the phone, 3 the address, 3 are not listed and 2 are blocked. Of the vendors that are first paid more than
 * 60 days into the ledger half were opened in the 90 days before.
 */
record PlantedMasters(ColumnarLedger vendors, ColumnarLedger employees) {

    private static final Set<PlantedScheme> UNREAL = Set.of(PlantedScheme.ROUND_GHOST, PlantedScheme.SHELL_SEQUENCE,
            PlantedScheme.WEEKEND_STRANGER);
    private static final int SMALL = 100;
    private static final int YEARS = 3_650;
    private static final String[] STREETS = {"Abbey", "Birch", "Canal", "Dover", "Elm", "Forge", "Grove", "Hazel",
            "Ivy", "Jasmine", "Kiln", "Lime", "Mill", "Nettle", "Orchard", "Priory", "Quarry", "Rowan", "Station",
            "Tanner", "Union", "Vine", "Willow", "Yew"};

    /** What is written of one party. */
    private record Party(String id, int opened, String status, String account, String phone, String address) {}

    /** The masters of a ledger. */
    static PlantedMasters of(PlantedPayables payables, long seed) {
        return new Maker(payables, new Random(seed * 15_485_863 + 7)).masters();
    }

    /** The masters by kind, as a run has them. */
    Map<DatasetKind, ColumnarLedger> byKind() {
        return Map.of(DatasetKind.VENDORS, vendors, DatasetKind.EMPLOYEES, employees);
    }

    /** Makes the masters of one ledger. */
    private static final class Maker {

        private final List<Payable> rows;
        private final Random random;
        private final List<Party> employees = new ArrayList<>();
        private final int firstDay;

        private Maker(PlantedPayables payables, Random random) {
            rows = payables.rows();
            this.random = random;
            firstDay = rows.getFirst().day();
            for (int i = 0; i < 200 + rows.size() / 400; i++) {
                employees.add(party("E" + i, 0, "active"));
            }
        }

        private PlantedMasters masters() {
            Map<String, List<Payable>> byVendor = new TreeMap<>();
            rows.forEach(row -> byVendor.computeIfAbsent(row.vendor(), vendor -> new ArrayList<>()).add(row));
            List<Party> vendors = new ArrayList<>();
            byVendor.forEach((vendor, own) -> {
                PlantedScheme scheme = own.getFirst().scheme();
                boolean unreal = scheme != null && UNREAL.contains(scheme);
                vendors.addAll(unreal ? unreal(vendor, own) : real(vendor, own));
            });
            return new PlantedMasters(table(vendors), table(employees));
        }

        private List<Party> unreal(String vendor, List<Payable> own) {
            if (random.nextInt(10) == 0) {
                return List.of();
            }
            Party listed = party(vendor, own.getFirst().day() - 1 - random.nextInt(40), "active");
            return List.of(like(listed, random.nextInt(10), 3, 4, 5));
        }

        private List<Party> real(String vendor, List<Payable> own) {
            int paid = own.getFirst().day();
            boolean recent = paid > firstDay + 60 && random.nextBoolean();
            int opened = recent ? paid - 1 - random.nextInt(90) : Math.min(paid, firstDay) - 30 - random.nextInt(YEARS);
            if (own.size() >= SMALL) {
                return List.of(party(vendor, opened, "active"));
            }
            if (random.nextInt(1_000) < 3) {
                return List.of();
            }
            Party listed = party(vendor, opened, random.nextInt(1_000) < 2 ? "blocked" : "active");
            return List.of(like(listed, random.nextInt(1_000), 2, 5, 8));
        }

        /** The party with the account, phone or address of an employee, as a draw falls below one of three bounds. */
        private Party like(Party party, int draw, int account, int phone, int address) {
            Party employee = employees.get(random.nextInt(employees.size()));
            return new Party(party.id, party.opened, party.status, draw < account ? employee.account : party.account,
                    draw >= account && draw < phone ? employee.phone : party.phone,
                    draw >= phone && draw < address ? employee.address : party.address);
        }

        private Party party(String id, int opened, String status) {
            return new Party(id, opened, status, "US" + random.nextLong(1_000_000_000L, 1_000_000_000_000L),
                    "+1 " + random.nextLong(2_000_000_000L, 10_000_000_000L),
                    1 + random.nextInt(99_999) + " " + STREETS[random.nextInt(STREETS.length)] + " "
                            + STREETS[random.nextInt(STREETS.length)].toLowerCase(Locale.ROOT) + "field");
        }

        private static ColumnarLedger table(List<Party> parties) {
            return ColumnarLedger.builder(parties.size())
                .text(Field.COUNTERPARTY_ID, texts(parties, Party::id))
                .text(Field.BANK_ACCOUNT, texts(parties, Party::account))
                .text(Field.PHONE, texts(parties, Party::phone))
                .text(Field.ADDRESS, texts(parties, Party::address))
                .text(Field.STATUS, texts(parties, Party::status))
                .dates(Field.OPENED_ON, parties.stream().mapToInt(Party::opened).toArray())
                .build();
        }

        private static String[] texts(List<Party> parties, Function<Party, String> column) {
            return parties.stream().map(column).toArray(String[]::new);
        }
    }
}

package com.nexusplatform.ledger.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.columnar.Field;

/** The names under which ledgers, payables, transfers and masters are known to call their columns, likeliest first. */
public final class FieldNames {

    private static final Map<String, List<String>> TRANSACTION = names(
            """
                    amount = amount | net amount | tx amount | transaction amount | payment amount | amount paid | paid amount | invoice amount \
                    | total amount | gross amount | line amount | local amount | amount local currency | amt | value | total | betrag | montant \
                    | importe | importo | bedrag
                    debit = debit | debit amount | amount debit | dr | dr amount | debits | soll
                    credit = credit | credit amount | amount credit | cr | cr amount | credits | haben
                    currency = currency | currency code | ccy | curr | iso currency | currency iso | cur
                    postedAt = posted at | posting date | posted on | date posted | post date | posted date | payment date | date paid | paid date \
                    | paid on | date of payment | transaction date | booking date | gl date | journal date | tx datetime | tx date | trans date \
                    | entry date | datetime | date time | timestamp | date | transaction time | invoice date | time | datum | fecha
                    effectiveOn = effective on | effective date | value date | due date | document date | doc date | invoice date | period end
                    documentNo = document no | document number | doc no | doc number | document id | voucher no | voucher number | journal no \
                    | journal number | journal id | journal entry id | journal entry | je number | je no | transaction number | transaction no \
                    | transaction id | trans id | tx id | invoice number | invoice no | invoice num | inv num | inv no | inv number | invoice id \
                    | payment reference | payment number | payment no | payment id | reference number | reference no | transaction reference \
                    | document | voucher | invoice | reference | ref no | ref | journal
                    account = account | account no | account number | account code | account id | gl account | gl code | gl account number \
                    | ledger account | ledger code | nominal code | nominal account | source node id | from account | from account id \
                    | sender account | source account | orig account | originator account | name orig | debit account | expenditure code \
                    | expense code | customer id | konto
                    counterAccount = counter account | contra account | offset account | target node id | to account | to account id \
                    | receiver account | beneficiary account | destination account | target account | dest account | name dest | credit account \
                    | counterparty account | offsetting account
                    counterpartyId = counterparty id | counterparty no | vendor num | vendor no | vendor number | vendor id | vendor code \
                    | vendor | counterparty | supplier no | supplier number | supplier id | supplier code | supplier num | creditor no | creditor number | payee id \
                    | customer no | customer number | merchant id | terminal id
                    counterpartyName = counterparty name | vendor name | supplier name | beneficiary name | payee name | creditor name \
                    | merchant name | customer name | payee | beneficiary | supplier | merchant | recipient | paid to | creditor | vendor \
                    | counterparty
                    description = description | narrative | narration | line description | journal description | transaction description \
                    | payment description | item description | desc | memo | details | detail | particulars | purpose | text | remarks | remark \
                    | comment | comments
                    type = type | payment type | payment method | transaction type | payment mode | method | channel | tx type | trans type \
                    | entry type | journal type | document type | doc type
                    createdBy = created by | posted by | entered by | prepared by | preparer | maker | input by | user id | user name | user \
                    | entered user | author
                    approvedBy = approved by | approver | authorised by | authorized by | checker | released by | approval user | approved user
                    enteredAt = entered at | entered on | created at | created on | date created | creation date | created date | date entered \
                    | entered date | entry time | input date | system date | recorded at | entry timestamp | entry date
                    """);

    private static final Map<String, List<String>> MASTER = names(
            """
                    counterpartyId = vendor id | vendor no | vendor number | vendor num | vendor code | supplier id | supplier no \
                    | supplier number | supplier code | employee id | employee no | employee number | employee num | staff id | staff no \
                    | staff number | personnel number | payroll number | counterparty id | id | number | code | no
                    name = name | vendor name | supplier name | employee name | full name | payee name | company name | legal name \
                    | display name | vendor | supplier | employee
                    taxId = tax id | tax number | tax no | tax code | vat number | vat no | vat id | vat registration number | tin | ein | ssn \
                    | national id | fiscal code | nif | abn | company number | registration number | ni number
                    bankAccount = bank account | bank account number | bank account no | iban | account number | account no | bank acct \
                    | bank details | account
                    address = address | street address | postal address | full address | address line 1 | address 1 | street | addr
                    phone = phone | phone number | phone no | telephone | telephone number | telephone no | tel | mobile | mobile phone | contact number
                    openedOn = opened on | open date | date opened | opened | created on | created at | created date | date created \
                    | creation date | start date | hire date | date hired | joined on | joining date | registered on | since
                    status = status | vendor status | supplier status | employee status | active | state | blocked
                    """);

    /** Names of one word that may stand for a field among other words of a header. */
    private static final Set<String> TELLING = Set.of("amount", "debit", "credit", "currency", "date", "description",
            "narrative",
            "supplier", "vendor", "beneficiary", "payee", "iban", "telephone", "phone", "address");

    /** Words of a header that speak against a field. */
    private static final Map<String, Set<String>> AGAINST = Map.of("amount",
            Set.of("vat", "tax", "balance", "discount", "limit", "irrecoverable", "budget", "type", "currency"),
            "account",
            Set.of("name", "description", "type", "holder", "balance"), "postedAt",
            Set.of("birth", "due", "effective", "by", "period"),
            "counterpartyId", Set.of("name", "type", "category", "address"), "counterpartyName",
            Set.of("id", "no", "number", "code", "type",
                    "category", "address"),
            "currency", Set.of("rate", "amount"), "name", Set.of("bank", "contact"));

    private static final Set<String> KNOWN = Stream.of(TRANSACTION, MASTER)
        .flatMap(table -> table.values().stream())
        .flatMap(List::stream)
        .map(name -> name.replace(" ", ""))
        .collect(Collectors.toUnmodifiableSet());

    private FieldNames() {}

    /** Whether a header is the name of a field, or one under which ledgers are known to call a column. */
    public static boolean knows(String header) {
        return Field.named(header).isPresent() || KNOWN.contains(String.join("", words(header)));
    }

    /** Fields of a kind of dataset with the names of their columns, likeliest first. */
    static Map<String, List<String>> of(DatasetKind kind) {
        return switch (kind) {
            case LEDGER, PAYMENTS, TRANSFERS -> TRANSACTION;
            case VENDORS, EMPLOYEES -> MASTER;
        };
    }

    /** Whether a name may be looked for among other words. */
    static boolean telling(String name) {
        return name.indexOf(' ') >= 0 || TELLING.contains(name);
    }

    /** Whether a word of the header says that it is not the field. */
    static boolean against(String field, List<String> words) {
        return AGAINST.getOrDefault(field, Set.of()).stream().anyMatch(words::contains);
    }

    /** The words of a header in small letters: parted at blanks, marks, and where small letters turn to capitals. */
    static List<String> words(String header) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < header.length(); i++) {
            char c = header.charAt(i);
            boolean part = Character.isLetterOrDigit(c);
            boolean capital = i > 0 && Character.isUpperCase(c)
                    && (Character.isLowerCase(header.charAt(i - 1))
                            || i + 1 < header.length() && Character.isUpperCase(header.charAt(i - 1))
                                    && Character.isLowerCase(header.charAt(i + 1)));
            if ((!part || capital) && !word.isEmpty()) {
                words.add(word.toString().toLowerCase(Locale.ROOT));
                word.setLength(0);
            }
            if (part) {
                word.append(c);
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString().toLowerCase(Locale.ROOT));
        }
        return words;
    }

    private static Map<String, List<String>> names(String table) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        for (String row : table.lines().toList()) {
            int mark = row.indexOf('=');
            List<String> known = new ArrayList<>();
            for (String name : row.substring(mark + 1).split("\\|", -1)) {
                known.add(name.strip());
            }
            names.put(row.substring(0, mark).strip(), List.copyOf(known));
        }
        return names;
    }
}

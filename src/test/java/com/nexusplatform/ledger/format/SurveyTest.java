package com.nexusplatform.ledger.format;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.shared.CanonicalJson;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

import static org.assertj.core.api.Assertions.assertThat;

/** What a survey finds out about a file, and what it refuses to guess. */
class SurveyTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"UTF-8,UTF-8", "windows-1252,windows-1252", "UTF-16LE,UTF-16LE", "UTF-16BE,UTF-16BE",
            "UTF-16,UTF-16BE"})
    void tellsTheEncodingByTheContent(String written, String found) throws IOException {
        String text = "Überweisung,Betrag\nMüller – Söhne,\"1.234,56\"\nÄrzte,5\n";
        Tables.Outcome outcome = Tables.parse(folder, text, DatasetKind.PAYMENTS, Charset.forName(written),
                "{'amount':'Betrag','counterpartyName':'Überweisung'}");
        assertThat(outcome.mapping().source().encoding()).isEqualTo(found);
        assertThat(outcome.mapping().columns()).containsExactly("Überweisung", "Betrag");
        assertThat(outcome.rows()).extracting(Tables.Row::name).containsExactly("Müller – Söhne", "Ärzte");
        assertThat(outcome.rows()).extracting(Tables.Row::amount).containsExactly(123_456L, 500L);
    }

    @Test
    void readsAByteOrderMarkAsSuch() throws IOException {
        assertThat(Tables.survey(folder, "\uFEFFAmount,Date\n1,2025-01-02\n").columns()).containsExactly("Amount",
                "Date");
        byte[] wide = "\uFEFFAmount\tDate\n1\t2025-01-02\n".getBytes(StandardCharsets.UTF_16LE);
        assertThat(Tables.survey(folder, wide, DatasetKind.PAYMENTS).source())
            .isEqualTo(new Mapping.SourceFormat("CSV", "UTF-16LE", "TAB", null));
    }

    @Test
    void refusesAFileThatIsNotInItsDeclaredEncoding() {
        byte[] narrow = "Amount,Name\n1,x\n2,Müller\n".getBytes(Charset.forName("windows-1252"));
        assertThat(Tables.refusal(folder, narrow, "{'fields':{},'encoding':'UTF-8'}").detail()).contains("line 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void tellsTheDelimiterByTheContent(String delimiter) throws IOException {
        String text = "Amount,Payee,Note\n1,\"a;b|c\td\",x y\n2,\"q,r\",\"z;;;\"\n".replace("\",\"", "\0")
            .replace(",", delimiter)
            .replace("q" + delimiter + "r", "q" + delimiter + "r");
        Mapping mapping = Tables.survey(folder, text.replace("\0", "\"" + delimiter + "\""));
        assertThat(mapping.source().delimiter()).isEqualTo(delimiter.equals("\t") ? "TAB" : delimiter);
        assertThat(mapping.columns()).containsExactly("Amount", "Payee", "Note");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "VendorNum;Date;InvNum;Amount | counterpartyId=VendorNum postedAt=Date documentNo=InvNum amount=Amount",
            "Transaction Number;Date paid;Net Amount;Supplier name;VAT Amount | documentNo=Transaction Number postedAt=Date paid amount=Net Amount counterpartyName=Supplier name",
            "document_no;posted_at;account;debit;credit;posted_by;approved_by;vendor | documentNo=document_no postedAt=posted_at account=account debit=debit credit=credit createdBy=posted_by approvedBy=approved_by counterpartyId=vendor",
            "Vendor No;Vendor;amount | counterpartyId=Vendor No counterpartyName=Vendor amount=amount",
            "sourceNodeId;targetNodeId;value | account=sourceNodeId counterAccount=targetNodeId amount=value",
            "TX_AMOUNT;TX_DATETIME;CUSTOMER_ID | amount=TX_AMOUNT postedAt=TX_DATETIME account=CUSTOMER_ID",
            "Amount (EUR);Currency;Paid To | amount=Amount (EUR) currency=Currency counterpartyName=Paid To",
            "Debit Amount;Credit Amount;Posting Date;Entry Date | debit=Debit Amount credit=Credit Amount postedAt=Posting Date enteredAt=Entry Date"})
    void proposesFieldsByTheHeader(String header, String expected) throws IOException {
        String text = header + "\n" + header.replaceAll("[^;]+", "") + "\n";
        String row = String.join(";", java.util.Collections.nCopies(header.split(";", -1).length, ""));
        Mapping mapping = Tables.survey(folder, text + "1" + row.substring(0, row.length()) + "\n");
        Map<String, String> fields = new java.util.HashMap<>();
        for (String pair : expected.split(" (?=[a-zA-Z]+=)", -1)) {
            fields.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        assertThat(mapping.fields()).isEqualTo(fields);
    }

    @Test
    void proposesFieldsOfMasters() throws IOException {
        byte[] text = "Vendor ID,Vendor Name,VAT Number,IBAN,Address,Telephone,Created On,Status\n1,A,2,3,4,5,2025-01-31,x\n"
            .getBytes(StandardCharsets.UTF_8);
        assertThat(Tables.survey(folder, text, DatasetKind.VENDORS).fields())
            .isEqualTo(Map.of("counterpartyId", "Vendor ID", "name",
                    "Vendor Name", "taxId", "VAT Number", "bankAccount", "IBAN", "address", "Address", "phone",
                    "Telephone", "openedOn",
                    "Created On", "status", "Status"));
    }

    @Test
    void letsTheCallerOverrideTheProposal() throws IOException {
        String text = "Amount,Net,Date,Ref\n1,2.50,2025-01-31,r\n";
        Mapping mapping = Tables.survey(folder, text,
                "{'fields':{'amount':'net','documentNo':null},'currency':'EUR','timeZone':'Europe/Berlin'}");
        assertThat(mapping.fields()).isEqualTo(Map.of("amount", "Net", "postedAt", "Date"));
        assertThat(mapping.unmapped()).containsExactly("Amount", "Ref");
        assertThat(mapping.currency()).isEqualTo("EUR");
        assertThat(mapping.timeZone()).isEqualTo("Europe/Berlin");
        assertThat(Tables.survey(folder, text, "{'amount':'Net','currency':'CHF'}").currency()).isEqualTo("CHF");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{'amount':'Nett'} | no such header. Its headers: \"Amount\", \"Date\"",
            "{'amount':'Amount','documentNo':'Amount'} | two fields from the column \"Amount\"",
            "{'amount':'Amount','debit':'Date'} | Name either amount, or debit and credit",
            "{'amount':'Date'} | holds no amount", "{'fields':{},'datePattern':'dd.MM.yyyy'} | No value of \"Date\"",
            "{'amount':null} | known to be the amount"})
    void refusesAMappingThatDoesNotFit(String mapping, String detail) {
        ProblemException refusal = Tables.refusal(folder, "Amount,Date\n1,week 17\n", mapping);
        assertThat(refusal.type()).isEqualTo(ProblemType.MAPPING_REFUSED);
        assertThat(refusal.detail()).contains(detail);
    }

    @Test
    void namesTheHeadersWhereNoAmountIsFound() {
        ProblemException refusal = Tables.refusal(folder, "Colour,Shape\nred,round\n");
        assertThat(refusal.detail()).contains("\"Colour\", \"Shape\"").contains("amount").contains("mapping");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {"1,234.56 5.00;.", "1.234,56 5,00;,", "1,234,567 5;.",
            "1.234.567 5;,", "0.125 1;.",
            "1234,567 1;,", "12 7;.", "5,5;,", "1'234.567;."})
    void provesTheDecimalMarkFromTheWholeFile(String values, String mark) throws IOException {
        assertThat(Tables.survey(folder, "Amount;Ref\n" + values.replace(" ", ";x\n") + ";x\n").decimalMark())
            .isEqualTo(mark);
    }

    @Test
    void refusesToGuessTheDecimalMark() {
        ProblemException refusal = Tables.refusal(folder, "Amount;Ref\n1,234;a\n17;b\n9,876;c\n");
        assertThat(refusal.type()).isEqualTo(ProblemType.FORMAT_AMBIGUOUS);
        assertThat(refusal.detail()).contains("\"Amount\"")
            .contains("1,234 (line 2)")
            .contains("9,876 (line 4)")
            .contains("decimalMark");
        assertThat(refusal.properties()).containsEntry("columns", List.of("Amount"))
            .containsEntry("examples", List.of("1,234 (line 2)", "9,876 (line 4)"));
    }

    @Test
    void takesADeclaredMarkWhereNoneIsProven() throws IOException {
        String text = "Amount;Ref\n1,234;a\n";
        assertThat(Tables.parse(folder, text, "{'fields':{},'decimalMark':'.'}").rows().getFirst().amount())
            .isEqualTo(123_400);
        assertThat(Tables.parse(folder, text, "{'fields':{},'decimalMark':',','currency':'KWD'}")
            .rows()
            .getFirst()
            .amount())
            .isEqualTo(1_234);
    }

    @Test
    void refusesContradictingMarks() {
        ProblemException refusal = Tables.refusal(folder, "Amount;Ref\n1.234,56;a\n1,234.56;b\n");
        assertThat(refusal.type()).isEqualTo(ProblemType.FORMAT_AMBIGUOUS);
        assertThat(refusal.detail()).contains("1.234,56 (line 2)").contains("1,234.56 (line 3)");
        assertThat(refusal.properties()).containsEntry("columns", List.of("Amount"))
            .containsEntry("examples", List.of("1,234.56 (line 3)", "1.234,56 (line 2)"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"2025-01-02 | yyyy-MM-dd", "31/01/2025 | dd/MM/yyyy",
            "01/31/2025 | MM/dd/yyyy", "1/31/25 | MM/dd/yy",
            "31-01-2025 | dd-MM-yyyy", "01.02.2025 | dd.MM.yyyy", "14-Jan-2011 | dd-MMM-yyyy", "20-Jun-13 | dd-MMM-yy",
            "5 May 2025 | d MMM yyyy", "20250131 | yyyyMMdd", "05/05/2025 | dd/MM/yyyy",
            "2025-01-02T03:04:05Z | yyyy-MM-dd'T'HH:mm:ssX",
            "2025-01-02T03:04:05.123+02:00 | yyyy-MM-dd'T'HH:mm:ss.SX", "2025-01-02 03:04 | yyyy-MM-dd HH:mm",
            "31/01/2025 13:05:00 | dd/MM/yyyy HH:mm:ss", "1/31/2025 1:05 PM | MM/dd/yyyy hh:mm a",
            "1/31/2025 1:05PM | MM/dd/yyyy hh:mma",
            "2025-01-02 00:00:00 | yyyy-MM-dd' 00:00:00'", "2025-01-02T00:00 | yyyy-MM-dd'T00:00'"})
    void provesTheDatePattern(String value, String pattern) throws IOException {
        Mapping mapping = Tables.survey(folder, "Amount;Date\n1;" + value + "\n");
        assertThat(mapping.datePatterns()).isEqualTo(Map.of("postedAt", pattern));
        assertThat(mapping.timed(Field.POSTED_AT)).isEqualTo(pattern.contains("HH") || pattern.contains("hh"));
        assertThat(Tables.parse(folder, "Amount;Date\n1;" + value + "\n").rejections()).isEmpty();
    }

    @Test
    void makesPartsOptionalThatSomeValuesLack() throws IOException {
        Tables.Outcome outcome = Tables.parse(folder,
                "Amount;Date\n1;2025-07-02 10:00\n2;2025-07-02 10:00:30\n3;2025-07-02\n",
                "{'fields':{},'timeZone':'Europe/London'}");
        assertThat(outcome.mapping().datePatterns()).containsEntry("postedAt", "yyyy-MM-dd[ HH:mm[:ss]]");
        assertThat(outcome.rows()).extracting(row -> Instant.ofEpochSecond(row.postedAt() / 1_000_000).toString())
            .containsExactly("2025-07-02T09:00:00Z", "2025-07-02T09:00:30Z", "2025-07-01T23:00:00Z");
    }

    @Test
    void refusesToGuessTheOrderOfDayAndMonth() {
        ProblemException refusal = Tables.refusal(folder, "Amount;Date\n1;01/02/2025\n2;05/05/2025\n3;11/12/2025\n");
        assertThat(refusal.type()).isEqualTo(ProblemType.FORMAT_AMBIGUOUS);
        assertThat(refusal.detail()).contains("\"Date\"")
            .contains("01/02/2025 (line 2)")
            .contains("11/12/2025 (line 4)")
            .contains("datePatterns")
            .contains("dd/MM/yyyy or MM/dd/yyyy");
        assertThat(refusal.properties()).containsEntry("columns", List.of("Date"))
            .containsEntry("examples", List.of("01/02/2025 (line 2)", "11/12/2025 (line 4)"));
    }

    @Test
    void refusesMixedOrdersAndNamesALineOfEach() {
        ProblemException refusal = Tables.refusal(folder, "Amount;Date\n1;31/01/2025\n2;02/03/2025\n3;12/31/2025\n");
        assertThat(refusal.type()).isEqualTo(ProblemType.FORMAT_AMBIGUOUS);
        assertThat(refusal.detail()).contains("31/01/2025 (line 2)").contains("12/31/2025 (line 4)");
    }

    @Test
    void takesADeclaredOrder() throws IOException {
        Tables.Outcome outcome = Tables.parse(folder, "Amount;Date\n1;01/02/2025\n2;31/12/2025\n3;12/31/2025\n",
                "{'fields':{},'datePattern':'MM/dd/yyyy'}");
        assertThat(outcome.rows()).hasSize(2);
        assertThat(outcome.rejections()).containsExactly(
                new Rejection(3, "Date", "31/12/2025", "There is no such day or time, read as MM/dd/yyyy."));
    }

    @Test
    void leavesAProposedDateUnmappedWhereTheColumnHoldsNone() throws IOException {
        Mapping mapping = Tables.survey(folder, "amount;time\n1;17\n2;18\n");
        assertThat(mapping.fields()).isEqualTo(Map.of("amount", "amount"));
        assertThat(mapping.unmapped()).containsExactly("time");
    }

    @Test
    void refusesADeclaredDateInNoKnownForm() {
        ProblemException refusal = Tables.refusal(folder, "amount;when\n1;week 17\n", "{'postedAt':'when'}");
        assertThat(refusal.type()).isEqualTo(ProblemType.FORMAT_AMBIGUOUS);
        assertThat(refusal.detail()).contains("week 17 (line 2)").contains("yyyy");
    }

    @Test
    void readsCompressedText() throws IOException {
        byte[] text = "Amount,Date\n5.00,2025-01-31\n".getBytes(StandardCharsets.UTF_8);
        Mapping mapping = Tables.survey(folder, Tables.gzip(text), DatasetKind.PAYMENTS);
        assertThat(mapping.source().container()).isEqualTo("CSV_GZIP");
        assertThat(Tables.amounts(folder.resolve("table.csv"), mapping)).containsExactly("500");
    }

    @Test
    void hasACanonicalForm() throws IOException {
        Mapping mapping = Tables.survey(folder, "Amount,Date,\n5.00,2025-01-31,\n");
        assertThat(CanonicalJson.write(mapping.asMap()))
            .isEqualTo("{\"columns\":[\"Amount\",\"Date\",\"\"],\"currency\":\"USD\","
                    + "\"datePatterns\":{\"postedAt\":\"yyyy-MM-dd\"},\"decimalMark\":\".\",\"fields\":{\"amount\":\"Amount\",\"postedAt\":\"Date\"},"
                    + "\"source\":{\"container\":\"CSV\",\"delimiter\":\",\",\"encoding\":\"UTF-8\",\"sheet\":null},\"timeZone\":\"UTC\"}");
    }
}

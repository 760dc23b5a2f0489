package com.nexusplatform.analysis;

import java.time.Clock;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

import com.nexusplatform.Client.Answer;
import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.ledger.DatasetFacts;
import com.nexusplatform.ledger.Datasets;
import com.nexusplatform.ledger.LedgerReader;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.Identifiers;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;
import com.nexusplatform.shared.Role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Vendors and employees stand beside the payments that they explain: uploaded, sealed, read by procedures, part of the run's hash. */
class MasterStoryIT extends AnalysisStory {

    private static final String VENDORS = """
            Vendor ID,Vendor Name,VAT Number,IBAN,Address,Telephone,Created On,Status
            V0,Harbour Supplies Ltd,GB123,GB29NWBK60161331926819,1 Quay Street,+44 20 7946 0000,2024-05-31,active
            V1,Bolt & Sons,GB124,GB94BARC10201530093459,2 Quay Street,,2026-02-28,blocked
            """;

    private static final String EMPLOYEES = """
            Employee No;Full Name;National ID;Bank Account;Street Address;Mobile;Hire Date
            E1;Ada Example;QQ1;GB94BARC10201530093459;3 Hill Road;0790;2020-01-31
            E2;Ben Example;QQ2;;;;
            E3;Cleo Example;QQ3;GB82WEST12345698765432;5 Hill Road;0791;2019-07-15
            """;

    private static final Map<DatasetKind, Set<Field>> READ = Map.of(DatasetKind.VENDORS,
            Set.of(Field.NAME, Field.BANK_ACCOUNT, Field.OPENED_ON), DatasetKind.EMPLOYEES, Set.of(Field.NAME));

    private static final Procedure COUNTING = AnalysisFixtures.reading("COUNT", READ, MasterStoryIT::count);

    @Autowired
    private Datasets datasets;

    @Autowired
    private LedgerReader ledgers;

    @Autowired
    private RunRepository runs;

    @Autowired
    private RunArchive archive;

    @Autowired
    private Clock clock;

    private final PublishedProcedures procedures = new PublishedProcedures(
            List.of(COUNTING, AnalysisFixtures.selecting("SELECT")));
    private String examination;
    private String payments;

    @BeforeEach
    void sealPayments() {
        examination = examination();
        payments = sealed(examination, payments());
    }

    @Test
    void recognisesTheColumnsOfMasters() {
        JsonNode vendors = examiner.get("/api/v1/datasets/" + loaded(examination, "VENDORS", VENDORS)).json();
        assertThat(vendors.at("/mapping/fields").propertyNames()).containsExactlyInAnyOrder("counterpartyId", "name",
                "taxId", "bankAccount", "address", "phone", "openedOn", "status");
        assertThat(vendors.at("/controlTotals/rows").asInt()).isEqualTo(2);
        String employees = loaded(examination, "EMPLOYEES", EMPLOYEES);
        JsonNode records = examiner.get("/api/v1/datasets/" + employees + "/records").json().at("/items");
        assertThat(records.get(0).at("/fields").propertyNames()).containsExactlyInAnyOrder("counterpartyId", "name",
                "taxId", "bankAccount", "address", "phone", "openedOn");
        assertThat(records.get(2).at("/fields/openedOn").asString()).isEqualTo("2019-07-15");
    }

    @Test
    void sealsAMasterByItsRowsAlone() {
        String vendors = loaded(examination, "VENDORS", VENDORS);
        String seal = "/api/v1/datasets/" + vendors + "/seal";

        examiner.post(seal, Map.of("rows", 3)).expectProblem(409, "totals-disagree");
        examiner.post(seal, Map.of("rows", 2, "debits", "1.00")).expectProblem(409, "totals-disagree");
        examiner.post(seal, Map.of()).expectProblem(400, "validation-failed");
        assertThat(examiner.post(seal, Map.of("rows", 2)).expect(200).text("/status")).isEqualTo("SEALED");

        String unsealed = loaded(examination, payments());
        assertThat(examiner.post("/api/v1/datasets/" + unsealed + "/seal", Map.of("rows", ROWS))
            .expectProblem(400, "validation-failed")
            .text("/field")).isEqualTo("debits");
    }

    @Test
    void takesTheMastersSealedLastOrThoseNamed() {
        String first = sealedMaster(examination, "VENDORS", VENDORS);
        String second = sealedMaster(examination, "VENDORS", VENDORS + "V2,Crane Ltd,,,,,,\n");
        loaded(examination, "VENDORS", VENDORS + "V3,Dock Ltd,,,,,,\n");
        String staff = sealedMaster(examination, "EMPLOYEES", EMPLOYEES);

        assertThat(chosen(Map.of())).containsExactlyInAnyOrder(second, staff);
        assertThat(chosen(Map.of(DatasetKind.VENDORS, UUID.fromString(first)))).containsExactlyInAnyOrder(first, staff);
        Map<DatasetKind, UUID> none = new EnumMap<>(DatasetKind.class);
        none.put(DatasetKind.VENDORS, null);
        assertThat(chosen(none)).containsExactly(staff);
        assertThat(inputs("SELECT", Map.of()).masters()).isEmpty();
    }

    @Test
    void takesNoMasterThatIsOpenOfAnotherKindOrFromElsewhere() {
        String open = loaded(examination, "VENDORS", VENDORS);
        String staff = sealedMaster(examination, "EMPLOYEES", EMPLOYEES);
        String elsewhere = sealedMaster(examination(), "VENDORS", VENDORS);

        refuses(ProblemType.CONFLICT, "COUNT", open);
        refuses(ProblemType.PLAN_REFUSED, "COUNT", staff);
        refuses(ProblemType.CONFLICT, "COUNT", elsewhere);
        refuses(ProblemType.NOT_FOUND, "COUNT", unknown());
        refuses(ProblemType.PLAN_REFUSED, "SELECT", open);
        String path = "/api/v1/datasets/" + payments + "/runs";
        assertThat(examiner
            .post(path, Map.of("plan", List.of(procedure("DIG-1")), "masters", Map.of("VENDORS", elsewhere)))
            .expectProblem(422, "plan-refused")
            .text("/master")).isEqualTo("VENDORS");
        examiner.post(path, Map.of("masters", Map.of("SUPPLIERS", elsewhere))).expectProblem(400, "bad-request");
    }

    @Test
    void readsTheDeclaredColumnsAndKeepsWhatItRead() {
        String vendors = sealedMaster(examination, "VENDORS", VENDORS);
        Run run = performed(inputs("COUNT", Map.of()), null);

        Answer shown = auditor.get("/api/v1/runs/" + run.id()).expect(200);
        assertThat(shown.text("/status")).as(shown.text()).isEqualTo("SUCCEEDED");
        JsonNode master = shown.json().at("/masters/VENDORS");
        assertThat(master.at("/datasetId").asString()).isEqualTo(vendors);
        JsonNode dataset = examiner.get("/api/v1/datasets/" + vendors).json();
        assertThat(master.at("/contentSha256").asString()).isEqualTo(dataset.at("/contentSha256").asString());
        assertThat(master.at("/mappingSha256").asString()).isEqualTo(run.inputs().masters().getFirst().mappingSha256());
        assertThat(shown.json().at("/masters").propertyNames()).containsExactly("VENDORS");
        assertThat(shown.json().at("/weights").asInt()).isPositive();
        assertThat(auditor.get("/api/v1/runs/" + run.id() + "/results").json().at("/items/0/statistics"))
            .hasToString("{\"VENDORS\":{\"rows\":2,\"fields\":[\"name\",\"bankAccount\",\"openedOn\"]}}");
    }

    @Test
    void repeatsARunWithItsOwnMastersUnlessOthersAreNamed() {
        String vendors = sealedMaster(examination, "VENDORS", VENDORS);
        Run run = performed(inputs("COUNT", Map.of()), null);
        String grown = sealedMaster(examination, "VENDORS", VENDORS + "V2,Crane Ltd,,,,,,\n");
        sealedMaster(examination, "EMPLOYEES", EMPLOYEES);

        Inputs same = repeated(run, Map.of());
        assertThat(same.masters()).extracting(each -> each.datasetId().toString()).containsExactly(vendors);
        assertThat(shown(performed(same, run)).at("/identical").asBoolean()).isTrue();
        JsonNode other = shown(performed(repeated(run, Map.of(DatasetKind.VENDORS, UUID.fromString(grown))), run));
        assertThat(other.at("/identical").asBoolean()).isFalse();
        assertThat(other.at("/differences")).extracting(each -> each.get("what").asString())
            .contains("masters.VENDORS.datasetId", "masters.VENDORS.contentSha256", "statistics.VENDORS.rows");
    }

    /** Payments went to V0 to V6 of which the master lists V0, and V1 as blocked; V1 shares its bank account with employee E1. */
    @Test
    void comparesPaymentsWithVendorsAndEmployees() {
        String listed = VENDORS + "V2,Crane Ltd,,,,,,\nV3,Dock Ltd,,,,,,\nV4,Elm Ltd,,,,,,\n";
        sealedMaster(examination, "VENDORS", listed);
        sealedMaster(examination, "EMPLOYEES", EMPLOYEES);

        Answer run = succeeded(payments, List.of(procedure("PAY-6"), procedure("PAY-7")));

        assertThat(run.text("/status")).as(run.text()).isEqualTo("SUCCEEDED");
        assertThat(run.json().at("/masters").propertyNames()).containsExactlyInAnyOrder("VENDORS", "EMPLOYEES");
        JsonNode alerts = auditor.get("/api/v1/runs/" + run.text("/id") + "/alerts?limit=100").json().at("/items");
        List<List<Integer>> employees = rows(alerts, "PAY-6");
        assertThat(employees).containsExactly(List.of(1, 8, 15, 22, 29, 36));
        assertThat(rows(alerts, "PAY-7")).contains(employees.getFirst(), List.of(5, 19, 26, 33, 40),
                List.of(6, 13, 20, 27, 34));

        String again = auditor.post("/api/v1/runs/" + run.text("/id") + "/reperform").expect(202).text("/id");
        assertThat(awaitStatus(auditor, "/api/v1/runs/" + again, "SUCCEEDED", "FAILED").json()
            .at("/identical")
            .asBoolean())
            .isTrue();
        JsonNode without = examiner
            .post("/api/v1/datasets/" + payments + "/runs",
                    "{\"plan\":[{\"procedure\":\"PAY-6\"}],\"masters\":{\"EMPLOYEES\":null}}")
            .expect(202)
            .json();
        assertThat(without.at("/masters").propertyNames()).containsExactly("VENDORS");
    }

    private static List<List<Integer>> rows(JsonNode alerts, String procedure) {
        return alerts.valueStream()
            .filter(alert -> alert.get("procedure").asString().equals(procedure))
            .map(alert -> alert.get("rows").valueStream().map(JsonNode::asInt).toList())
            .toList();
    }

    private JsonNode shown(Run run) {
        return auditor.get("/api/v1/runs/" + run.id()).expect(200).json();
    }

    private List<String> chosen(Map<DatasetKind, UUID> named) {
        return inputs("COUNT", named).masters().stream().map(each -> each.datasetId().toString()).toList();
    }

    private void refuses(ProblemType type, String code, String vendors) {
        assertThatExceptionOfType(ProblemException.class)
            .isThrownBy(() -> inputs(code, Map.of(DatasetKind.VENDORS, UUID.fromString(vendors))))
            .matches(refused -> refused.type() == type, type.name());
    }

    private Inputs inputs(String code, Map<DatasetKind, UUID> named) {
        return planning().inputs(facts(), List.of(new RequestedProcedure(code, Map.of())), named, actor());
    }

    private Inputs repeated(Run run, Map<DatasetKind, UUID> named) {
        return planning().repeated(run.inputs(), facts(), null, named, actor());
    }

    private Planning planning() {
        return new Planning(procedures, datasets);
    }

    private DatasetFacts facts() {
        return datasets.facts(UUID.fromString(payments));
    }

    private static Actor actor() {
        return new Actor(UUID.randomUUID(), "auditor", Set.of(Role.AUDITOR));
    }

    /** Performs a run that no background work knows of. */
    private Run performed(Inputs inputs, Run original) {
        DatasetFacts facts = facts();
        Run run = new Run(Identifiers.next(clock.millis()), facts.examinationId(), facts.id(), RunStatus.QUEUED, 0,
                inputs, RunHash.of(inputs), null, 0, null, null, original == null ? null : original.id(), null, null,
                clock.instant(), "examiner", null, null);
        runs.insert(run);
        AnalysisMetrics metrics = new AnalysisMetrics(new SimpleMeterRegistry());
        Engine engine = new Engine(procedures, metrics, AnalysisFixtures.PROPERTIES);
        new RunExecution(archive, ledgers, engine, metrics, AnalysisFixtures.PROPERTIES).execute(run.id());
        engine.destroy();
        return run;
    }

    /** Rows of each master and the fields that were loaded of it. */
    private static Outcome count(Task task) {
        Map<String, Object> masters = new HashMap<>();
        task.masters()
            .forEach((kind, master) -> masters.put(kind.name(), new java.util.TreeMap<>(
                    Map.of("rows", master.rows(), "fields", fields(master)))
                .descendingMap()));
        return new Outcome.Applicable(masters, List.of());
    }

    private static List<String> fields(ColumnarLedger master) {
        return List.of(Field.values()).stream().filter(master::has).map(Field::label).toList();
    }
}

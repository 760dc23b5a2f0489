package com.nexusplatform.analysis;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.ledger.LedgerReader;
import com.nexusplatform.procedure.Declaration;

/**
 * The columns that a run works on.
 *
 * @param ledger  columns of the examined dataset
 * @param masters columns of the second datasets by their kind
 */
record Material(ColumnarLedger ledger, Map<DatasetKind, ColumnarLedger> masters) {

    Material {
        masters = Map.copyOf(masters);
    }

    /** One dataset alone. */
    static Material of(ColumnarLedger ledger) {
        return new Material(ledger, Map.of());
    }

    /** Loads what the plan reads of a dataset and its masters, after all of it together was found to fit the memory. */
    static Material load(UUID datasetId, Inputs inputs, Engine engine, LedgerReader ledgers) {
        Map<DatasetKind, Set<Field>> read = engine.masterFields(inputs.plan());
        List<Master> masters = inputs.masters().stream().filter(master -> read.containsKey(master.kind())).toList();
        List<LedgerReader.Selection> selections = new ArrayList<>();
        selections.add(new LedgerReader.Selection(datasetId, engine.fields(inputs.plan())));
        masters.forEach(master -> selections.add(
                new LedgerReader.Selection(master.datasetId(), read.getOrDefault(master.kind(), Set.of()))));
        List<ColumnarLedger> loaded = ledgers.columns(selections);
        Map<DatasetKind, ColumnarLedger> byKind = new EnumMap<>(DatasetKind.class);
        for (int i = 0; i < masters.size(); i++) {
            byKind.put(masters.get(i).kind(), loaded.get(i + 1));
        }
        return new Material(loaded.getFirst(), byKind);
    }

    /** The masters that a procedure declares, as far as the run has them. */
    Map<DatasetKind, ColumnarLedger> mastersOf(Declaration declaration) {
        Map<DatasetKind, ColumnarLedger> declared = new EnumMap<>(DatasetKind.class);
        declaration.masters()
            .keySet()
            .stream()
            .filter(masters::containsKey)
            .forEach(kind -> declared.put(kind, masters.get(kind)));
        return declared;
    }
}

package com.nexusplatform.ledger;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.stereotype.Component;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.ledger.format.Mapping;

/** Reads columns of datasets into memory, those that are needed together within the memory that is left. */
@Component
class ColumnReader {

    private static final SQLExceptionTranslator TRANSLATOR = new SQLExceptionSubclassTranslator();

    private final DataSource dataSource;
    private final Envelopes envelopes;
    private final MemoryAdmission memory;

    ColumnReader(DataSource dataSource, Envelopes envelopes, MemoryAdmission memory) {
        this.dataSource = dataSource;
        this.envelopes = envelopes;
        this.memory = memory;
    }

    /** What is to be read of one dataset. */
    ColumnLoad load(Dataset dataset, Mapping mapping, Set<Field> fields) {
        return new ColumnLoad(dataset, envelopes.of(dataset.id()), mapping, fields, dataSource);
    }

    /**
     * Reads all of them, in the order given.
     *
     * @throws com.nexusplatform.shared.ProblemException MEMORY_EXCEEDED, before anything is loaded; SEAL_BROKEN
     * @throws DataAccessException                       of the database, transient where no connection is free
     */
    List<ColumnarLedger> read(List<ColumnLoad> loads) {
        try {
            long bytes = 0;
            for (ColumnLoad load : loads) {
                bytes += load.memoryNeeded();
            }
            memory.admit(bytes);
            List<ColumnarLedger> loaded = new ArrayList<>();
            for (ColumnLoad load : loads) {
                loaded.add(load.load());
            }
            return loaded;
        } catch (SQLException failed) {
            DataAccessException known = TRANSLATOR.translate("columns", null, failed);
            throw known == null ? new UncategorizedSQLException("columns", null, failed) : known;
        }
    }
}

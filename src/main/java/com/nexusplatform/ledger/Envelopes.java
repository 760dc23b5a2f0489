package com.nexusplatform.ledger;

import java.util.UUID;

import org.springframework.stereotype.Component;

import com.nexusplatform.vault.DataKeys;

/** The envelopes of datasets. */
@Component
class Envelopes {

    private final DataKeys keys;

    Envelopes(DataKeys keys) {
        this.keys = keys;
    }

    /** The envelope of a dataset, to read what is in it. */
    Envelope of(UUID dataset) {
        return new Envelope(dataset, keys.find(dataset).orElse(null));
    }

    /** The envelope of a dataset, to put something into it; its key is made where there is none. */
    Envelope ensure(UUID dataset) {
        return new Envelope(dataset, keys.ensure(dataset));
    }
}

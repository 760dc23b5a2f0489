package com.nexusplatform.vault.web;

import java.util.List;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import com.nexusplatform.shared.AllowedTo;
import com.nexusplatform.vault.Rotation;

import static com.nexusplatform.shared.Role.ADMINISTRATOR;

/** The keys that values are sealed with: which are known, and how far a change has come. */
@RestController
class KeyController {

    private final Rotation rotation;

    KeyController(Rotation rotation) {
        this.rotation = rotation;
    }

    /** Keys by their ids, the present one of the answering instance first; a change is done when the others have no values. */
    @GetMapping("/api/v1/keys")
    @AllowedTo(ADMINISTRATOR)
    Keys keys() {
        List<Rotation.KnownKey> known = rotation.known();
        long waiting = known.stream().filter(key -> !key.present()).mapToLong(Rotation.KnownKey::values).sum();
        return new Keys(known, waiting);
    }

    /**
     * The keys.
     *
     * @param items   keys
     * @param waiting values that are not sealed with the present key
     */
    record Keys(List<Rotation.KnownKey> items, long waiting) {}
}

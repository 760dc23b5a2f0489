package com.nexusplatform.identity.web;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import com.nexusplatform.identity.GrantFacts;
import com.nexusplatform.identity.Grants;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.AllowedTo;
import com.nexusplatform.shared.Page;
import com.nexusplatform.shared.Role;

/** Grants of roles that need two administrators. */
@RestController
@RequestMapping("/api/v1/grants")
class GrantController {

    private final Grants grants;

    GrantController(Grants grants) {
        this.grants = grants;
    }

    @GetMapping
    @AllowedTo(Role.ADMINISTRATOR)
    Page<GrantFacts> list(@RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return grants.list(cursor, Page.limit(limit));
    }

    @GetMapping("/{id}")
    @AllowedTo(Role.ADMINISTRATOR)
    GrantFacts get(@PathVariable UUID id) {
        return grants.get(id);
    }

    @PostMapping("/{id}/approval")
    @AllowedTo(Role.ADMINISTRATOR)
    GrantFacts approve(@PathVariable UUID id, Actor actor) {
        return grants.approve(id, actor);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @AllowedTo(Role.ADMINISTRATOR)
    void withdraw(@PathVariable UUID id, Actor actor) {
        grants.withdraw(id, actor);
    }
}

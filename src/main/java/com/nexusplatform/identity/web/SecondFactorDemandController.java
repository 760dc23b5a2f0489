package com.nexusplatform.identity.web;

import java.util.Set;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import com.nexusplatform.identity.SecondFactorDemands;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.AllowedTo;
import com.nexusplatform.shared.Role;

/** Which roles need a second factor. */
@RestController
@RequestMapping("/api/v1/second-factor-demands")
class SecondFactorDemandController {

    private final SecondFactorDemands demands;

    SecondFactorDemandController(SecondFactorDemands demands) {
        this.demands = demands;
    }

    @GetMapping
    @AllowedTo(Role.ADMINISTRATOR)
    DemandsView demands() {
        return new DemandsView(demands.roles(), demands.bySetting());
    }

    @PutMapping
    @AllowedTo(Role.ADMINISTRATOR)
    DemandsView demand(@Valid @RequestBody Demand demand, Actor actor) {
        return new DemandsView(demands.demand(demand.roles(), actor), demands.bySetting());
    }

    /** All roles that are to need one; none, where nobody is to. */
    record Demand(@NotNull Set<@NotNull Role> roles) {}

    /** All roles that need one, and those among them that the operator's settings name. */
    record DemandsView(Set<Role> roles, Set<Role> bySetting) {}
}

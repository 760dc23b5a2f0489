package architecture.breach.edge.web;

import java.sql.Connection;

import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A controller that is public, opens a transaction, speaks SQL and lets anyone in. */
@RestController
public class OpenController {

    /** Does it all. */
    @GetMapping("/breach")
    @Transactional
    public String breach(Connection connection) {
        return connection.toString();
    }
}

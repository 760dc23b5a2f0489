package architecture.breach.expression;

import org.springframework.expression.Expression;

/** Searches by whatever is asked for. */
class Search {

    Expression last;

    boolean finds(String text, String asked) {
        return text.matches(asked);
    }
}

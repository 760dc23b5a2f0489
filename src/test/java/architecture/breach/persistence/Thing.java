package architecture.breach.persistence;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** An entity that anyone may change. */
@Entity
class Thing {

    @Id
    private long id;

    /** Changes it. */
    public void setId(long id) {
        this.id = id;
    }
}

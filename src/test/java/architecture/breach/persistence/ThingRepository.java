package architecture.breach.persistence;

/** A repository for everyone. */
public interface ThingRepository {}

package com.nexusplatform.fuzz;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import com.nexusplatform.fuzz.Wire.Reply;

/** Sends requests one after the other, and gathers what the answers break. */
final class Fuzzing {

    private static final int MOST_BREACHES = 50;

    private final URI address;
    private final State state;
    private final int sampled;
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final TreeSet<String> accepted = new TreeSet<>();
    private final List<String> breaches = new ArrayList<>();
    private int compared;

    /** One of {@code sampled} requests that could change the state is looked at before and after. */
    Fuzzing(URI address, State state, int sampled) {
        this.address = address;
        this.state = state;
        this.sampled = sampled;
    }

    /** What a service keeps. */
    interface State {

        /** A digest by table. */
        Map<String, String> digest();

        /** Waits until what was accepted before is done. */
        void settle();
    }

    /** Sends so many requests; whoever makes them hears of each answer. */
    void run(int requests, long seed, Supplier<Shot> shots, BiConsumer<Shot, Reply> hearer) {
        Random choice = new Random(seed);
        try (Wire wire = new Wire(address)) {
            for (int i = 0; i < requests && breaches.size() < MOST_BREACHES; i++) {
                Shot shot = shots.get();
                boolean watched = choice.nextInt(sampled) == 0 && !shot.method().equals("GET");
                if (watched) {
                    state.settle();
                }
                Map<String, String> before = watched ? state.digest() : Map.of();
                Reply reply = sent(wire, shot);
                if (reply != null) {
                    judge(shot, reply);
                    if (watched && reply.status() >= 400) {
                        compare(shot, reply, before);
                    }
                    hearer.accept(shot, reply);
                }
            }
        }
    }

    private Reply sent(Wire wire, Shot shot) {
        try {
            return wire.send(shot);
        } catch (IOException none) {
            breaches.add("gives no answer (" + none.getMessage() + ") to " + shot);
            return null;
        }
    }

    private void judge(Shot shot, Reply reply) {
        statuses.merge(reply.status(), 1, Integer::sum);
        if (reply.status() < 300) {
            accepted.add(shot.operation());
        }
        Promises.breach(shot, reply)
            .ifPresent(breach -> breaches
                .add(breach + " to " + shot + ": " + reply.text().lines().findFirst().orElse("")));
    }

    private void compare(Shot shot, Reply reply, Map<String, String> before) {
        compared++;
        Map<String, String> after = state.digest();
        if (!after.equals(before)) {
            TreeSet<String> changed = new TreeSet<>(after.keySet());
            changed.removeIf(table -> after.get(table).equals(before.get(table)));
            breaches.add("refuses with " + reply.status() + " but changes " + changed + ": " + shot);
        }
    }

    /** What the answers broke. */
    List<String> breaches() {
        return breaches;
    }

    /** Answers by their status. */
    Map<Integer, Integer> statuses() {
        return statuses;
    }

    /** Operations that accepted a request. */
    Set<String> accepted() {
        return accepted;
    }

    /** Refusals before and after which the state was compared. */
    int compared() {
        return compared;
    }
}

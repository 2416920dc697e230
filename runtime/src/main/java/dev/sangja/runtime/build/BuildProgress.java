package dev.sangja.runtime.build;

import java.time.Duration;

/** Is told how a build goes on, as it does. Called by several threads. */
public interface BuildProgress {
    /** A piece of work, known by its identity: two may have the same title. */
    final class Vertex {
        private final String title;

        Vertex(String title) {
            this.title = title;
        }

        /** Such as {@code [2/4] COPY src/ /www/}. */
        public String title() {
            return title;
        }
    }

    /** How a piece of work ended. */
    enum State {
        DONE,
        CACHED,
        CANCELLED
    }

    /** It begins. */
    void began(Vertex vertex);

    /** It says something: one line, without its end. */
    void line(Vertex vertex, Duration since, String text);

    /** It tells what it has done, as {@code naming to my/web:1 done}. */
    void fact(Vertex vertex, String text);

    /** It has ended. */
    void ended(Vertex vertex, State state, Duration took);

    /** It has failed. */
    void failed(Vertex vertex, String message);

    /** Nobody listens. */
    static BuildProgress none() {
        return new BuildProgress() {
            @Override
            public void began(Vertex vertex) {
                // Nobody listens; and so below.
            }

            @Override
            public void line(Vertex vertex, Duration since, String text) {
                // As above.
            }

            @Override
            public void fact(Vertex vertex, String text) {
                // As above.
            }

            @Override
            public void ended(Vertex vertex, State state, Duration took) {
                // As above.
            }

            @Override
            public void failed(Vertex vertex, String message) {
                // As above.
            }
        };
    }
}

package dev.sangja.server.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sangja.lessons.model.Course;
import dev.sangja.server.notebook.Notebook;
import dev.sangja.server.notebook.Runs;
import dev.sangja.server.notebook.Seats;
import dev.sangja.server.store.Store;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.json.JavalinJackson;
import java.net.InetAddress;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The server that browsers and scripts talk to. Whoever started it closes it. */
public final class WebServer implements AutoCloseable {
    private static final long MOST_BODY_BYTES = 128 * 1024;

    private final Javalin javalin;
    private final EventStreams streams;
    private final Set<String> routes;

    private WebServer(Javalin javalin, EventStreams streams, Set<String> routes) {
        this.javalin = javalin;
        this.streams = streams;
        this.routes = Set.copyOf(routes);
    }

    /** What the server works on; it closes none of it. */
    public record Parts(Course course, Store store, Seats seats, Runs runs, Notebook notebook, ObjectMapper json) {}

    /**
     * Starts to listen.
     *
     * @param port 0 for any that is free
     * @throws io.javalin.util.JavalinBindException if the port is taken
     */
    public static WebServer start(Parts parts, InetAddress address, int port) {
        EventStreams streams = new EventStreams();
        Set<String> routes = new TreeSet<>();
        Javalin javalin = Javalin.create(config -> {
            config.events.handlerAdded(route -> {
                if (route.getHttpMethod().isHttpMethod()) {
                    routes.add(route.getHttpMethod().name() + " " + route.getPath());
                }
            });
            configure(config, parts, streams, address);
        });
        try {
            javalin.start(address.getHostAddress(), port);
        } catch (RuntimeException failure) {
            streams.close();
            throw failure;
        }
        return new WebServer(javalin, streams, routes);
    }

    private static void configure(JavalinConfig config, Parts parts, EventStreams streams, InetAddress address) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.maxRequestSize = MOST_BODY_BYTES;
        config.http.prefer405over404 = true;
        config.jsonMapper(new JavalinJackson(parts.json(), false));
        config.jetty.threadPool = new QueuedThreadPool(200, 8);
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        Visitors visitors = new Visitors(parts.store().learners());
        Body body = new Body(parts.json());
        new ProblemWriter(parts.json(), new PlainErrorPage()).register(config.routes);
        new Gate(address.isLoopbackAddress()).register(config.routes);
        new OpenApi(parts.json()).register(config.routes);
        new LearnerApi(parts.store().learners()).register(config.routes);
        Places places = new Places(parts.course());
        MachineApi machines = new MachineApi(parts.seats(), visitors, body);
        machines.register(config.routes);
        new LessonApi(places, parts.notebook(), parts.store().progress(), visitors, machines, body)
                .register(config.routes);
        new StepApi(places, parts.notebook(), visitors, body).register(config.routes);
        new QuestionApi(places, parts.notebook(), visitors, body).register(config.routes);
        new HintApi(places, parts.store().progress(), visitors).register(config.routes);
        new RunApi(parts.runs(), visitors, streams).register(config.routes);
        new TerminalSocket(parts.seats(), visitors, parts.json()).register(config.routes);
    }

    /** Every route but that of the terminal's WebSocket, such as {@code GET /api/lessons}. */
    Set<String> routes() {
        return routes;
    }

    /** The port that it listens on. */
    public int port() {
        return javalin.port();
    }

    /** Stops to listen and ends every open stream. */
    @Override
    public void close() {
        streams.close();
        javalin.stop();
    }
}

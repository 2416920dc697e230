package dev.sangja.server.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sangja.lessons.model.Course;
import dev.sangja.server.doctor.Doctor;
import dev.sangja.server.notebook.Notebook;
import dev.sangja.server.notebook.Runs;
import dev.sangja.server.notebook.Seats;
import dev.sangja.server.store.Store;
import dev.sangja.web.asset.Assets;
import dev.sangja.web.page.Pages;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.json.JavalinJackson;
import java.net.InetAddress;
import java.time.Clock;
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
    public record Parts(
            Course course,
            Store store,
            Seats seats,
            Runs runs,
            Notebook notebook,
            Doctor doctor,
            ObjectMapper json,
            Clock clock) {}

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
        register(config.routes, parts, streams, address);
    }

    private static void register(RoutesConfig routes, Parts parts, EventStreams streams, InetAddress address) {
        Visitors visitors = new Visitors(parts.store().learners());
        Body body = new Body(parts.json());
        Places places = new Places(parts.course());
        Bookmarks bookmarks = new Bookmarks(parts.course(), parts.store(), parts.clock());
        MachineApi machines = new MachineApi(parts.seats(), visitors, body);
        RunApi runs = new RunApi(parts.runs(), visitors, streams);
        Assets assets = Assets.load();
        Pages pages = new Pages(assets);
        new ProblemWriter(parts.json(), new ErrorPages(pages, parts.course(), parts.clock())).register(routes);
        new Gate(address.isLoopbackAddress()).register(routes);
        new OpenApi(parts.json()).register(routes);
        new LearnerApi(parts.store().learners()).register(routes);
        machines.register(routes);
        new LessonApi(places, parts.notebook(), parts.store().progress(), bookmarks, visitors, machines, body)
                .register(routes);
        new StepApi(places, parts.notebook(), visitors, body).register(routes);
        new QuestionApi(places, parts.notebook(), visitors, body).register(routes);
        new HintApi(places, parts.store().progress(), visitors).register(routes);
        runs.register(routes);
        new TerminalSocket(parts.seats(), visitors, parts.json()).register(routes);
        Examination examination = new Examination(parts.doctor());
        examination.begin();
        MachineViews machineViews = new MachineViews(parts.course(), parts.store(), parts.seats(), parts.runs());
        StepViews steps = new StepViews(
                parts.course(),
                parts.store(),
                parts.seats(),
                parts.runs(),
                parts.notebook(),
                machineViews,
                new Stories());
        HomeViews home = new HomeViews(parts.course(), parts.store(), steps, bookmarks, examination);
        new PageHandlers(new PageHandlers.Parts(
                        assets, pages, places, visitors, bookmarks, machineViews, steps, home, examination, runs))
                .register(routes);
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

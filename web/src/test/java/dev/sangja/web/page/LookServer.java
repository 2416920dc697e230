package dev.sangja.web.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sangja.lessons.text.Language;
import dev.sangja.runtime.receipt.Ending;
import dev.sangja.web.asset.Asset;
import dev.sangja.web.asset.Assets;
import dev.sangja.web.lesson.CellWork;
import dev.sangja.web.lesson.StepView;
import dev.sangja.web.machine.MachineStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Serves sample pages with their real files, on loopback. The caller closes it. */
final class LookServer implements AutoCloseable {
    private final HttpServer server;
    private final Assets assets = Assets.load();
    private final Pages pages = new Pages(assets);

    LookServer(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            Optional<Asset> asset = assets.find(path);
            if (asset.isPresent()) {
                send(exchange, asset.get().contentType(), asset.get().content());
                return;
            }
            String query =
                    Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
            Language language = query.contains("lang=en") ? Language.EN : Language.KO;
            send(exchange, "text/html; charset=utf-8", page(path, language).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void send(HttpExchange exchange, String type, byte[] content) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, content.length);
        exchange.getResponseBody().write(content);
    }

    /** The sample page at that path. */
    String page(String path, Language language) {
        Frame ready = Samples.frame(language, path, MachineStatus.Kind.READY);
        return switch (path) {
            case "/" -> pages.home(Samples.home(false), ready);
            case "/new" -> pages.home(Samples.home(true), Samples.frame(language, path, MachineStatus.Kind.NONE));
            case "/step" -> pages.step(Samples.step(language, 1, MachineStatus.Kind.READY), ready);
            case "/uts" -> pages.step(Samples.step(language, 2, MachineStatus.Kind.READY), ready);
            case "/open" -> pages.step(open(language), ready).replace("class=\"receipt\"", "class=\"receipt\" open");
            case "/gone" ->
                pages.step(
                        Samples.step(language, 1, MachineStatus.Kind.GONE),
                        Samples.frame(language, path, MachineStatus.Kind.GONE));
            case "/doctor" -> pages.doctor(Samples.findings(), ready);
            case "/unsupported" ->
                pages.unsupported(Samples.findings(), Samples.frame(language, path, MachineStatus.Kind.FAILED));
            case "/failed" -> pages.failed(500, "서버가 요청을 처리하지 못했습니다.", "8f1c", ready);
            default ->
                pages.notFound(
                        "그런 레슨이 없습니다: namespace",
                        List.of(new Pages.Link("/lessons/namespaces", "6 네임스페이스: 다른 세상을 보는 프로세스")),
                        ready);
        };
    }

    private static StepView open(Language language) {
        StepView step = Samples.step(language, 1, MachineStatus.Kind.READY);
        Map<String, CellWork> work = new HashMap<>(step.work());
        work.replaceAll((id, cell) -> id.equals("map-box") ? limited(cell, language) : cell);
        return new StepView(
                step.track(),
                step.lesson(),
                step.step(),
                step.marks(),
                work,
                step.forecasts(),
                step.check(),
                step.machine());
    }

    private static CellWork limited(CellWork cell, Language language) {
        return new CellWork(
                cell.draft(),
                Optional.of(Samples.run(
                        52,
                        Samples.receipt(
                                new Ending.Exited(137), List.of(Samples.layers()), List.of(Samples.memoryLimit())),
                        language,
                        List.of(),
                        false)),
                cell.answers(),
                cell.feedback());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

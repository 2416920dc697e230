package dev.sangja.server.command;

import dev.sangja.server.store.Store;
import io.javalin.util.JavalinBindException;
import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** {@code up}: serves until it is told to stop. */
final class ServeCommand implements Command {
    private final Map<String, String> environment;

    ServeCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public int run(List<String> words, Console console) throws InterruptedException {
        Settings settings = Settings.parse(words, environment);
        Optional<DataDirectory> taken = DataDirectory.take(settings.data());
        if (taken.isEmpty()) {
            String where = DataDirectory.holderAddress(settings.data())
                    .orElse(settings.data().toString());
            console.tell("상자가 이미 열려 있습니다: " + where, "Sangja is open already: " + where);
            return 0;
        }
        try (DataDirectory data = taken.get()) {
            return serve(settings, data, console);
        }
    }

    private static int serve(Settings settings, DataDirectory data, Console console) throws InterruptedException {
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Store store = Store.open(data.path(), Clock.systemUTC());
        try (Assembly server = Assembly.start(
                store,
                ProductMachines.open(data.path(), ProductMachines.Purpose.LEARNERS),
                data.path(),
                settings.address(),
                settings.port())) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stop, stopped), "stop"));
            String address = "http://" + hostName(settings.address()) + ":" + server.port() + "/";
            data.announce(address);
            console.tell("상자가 열렸습니다: " + address, "Sangja is open: " + address);
            console.tell("Ctrl+C를 누르면 닫힙니다.", "Press Ctrl+C to close it.");
            stop.await();
        } catch (JavalinBindException taken) {
            store.close();
            console.warn(
                    "포트 " + settings.port() + "번은 다른 프로그램이 쓰고 있습니다. --port로 다른 번호를 고르십시오.",
                    "Port " + settings.port() + " is used by another program. Choose another one with --port.");
            return 1;
        } finally {
            stopped.countDown();
        }
        return 0;
    }

    /** Runs in the shutdown hook: the JVM must not halt before the server is closed in order. */
    private static void stop(CountDownLatch stop, CountDownLatch stopped) {
        stop.countDown();
        try {
            stopped.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static String hostName(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return "localhost";
        }
        if (address.isAnyLocalAddress()) {
            return localName();
        }
        String text = address.getHostAddress();
        return text.contains(":") ? "[" + text + "]" : text;
    }

    private static String localName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (java.net.UnknownHostException nameless) {
            return "localhost";
        }
    }
}

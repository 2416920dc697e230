package dev.sangja.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What must never be found in the product's classes; ARCHITECTURE.md says why. */
class ArchitectureTest {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.sangja");

    private static final Set<Class<?>> FILLABLE =
            Set.of(HashMap.class, ArrayList.class, HashSet.class, ConcurrentMap.class, StringBuilder.class);

    @Test
    void looksAtAllModules() {
        assertThat(PRODUCT.size()).isGreaterThan(300);
        for (String module : Set.of("runtime", "lessons", "web", "server")) {
            assertThat(PRODUCT.stream().filter(type -> type.getPackageName().startsWith("dev.sangja." + module)))
                    .as("classes of %s", module)
                    .isNotEmpty();
        }
    }

    @Test
    void modulesKnowOnlyThoseBelowThem() {
        noClasses()
                .that()
                .resideInAPackage("dev.sangja.runtime..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.sangja.lessons..", "dev.sangja.web..", "dev.sangja.server..")
                .check(PRODUCT);
        noClasses()
                .that()
                .resideInAPackage("dev.sangja.lessons..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.sangja.web..", "dev.sangja.server..")
                .check(PRODUCT);
        noClasses()
                .that()
                .resideInAPackage("dev.sangja.web..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.sangja.server..")
                .check(PRODUCT);
    }

    @Test
    void contentAndPagesMakeNoSystemCalls() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.sangja.lessons..", "dev.sangja.web..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.sangja.runtime.linux..", "dev.sangja.runtime.engine..")
                .check(PRODUCT);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("dev.sangja.(**)").should().beFreeOfCycles().check(PRODUCT);
    }

    @Test
    void onlyTheKernelPortKnowsTheForeignFunctionLibrary() {
        onlyIn("dev.sangja.runtime.linux", "jnr..", "com.kenai..");
    }

    @Test
    void onlyTheServerKnowsTheWebServer() {
        onlyIn("dev.sangja.server..", "io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..");
    }

    @Test
    void onlyPagesAreBuiltWithTheMarkupLibrary() {
        onlyIn("dev.sangja.web..", "j2html..");
    }

    @Test
    void onlyTheStoreKnowsTheDatabase() {
        onlyIn("dev.sangja.server.store", "java.sql..", "javax.sql..", "org.h2..", "org.flywaydb..");
    }

    private static void onlyIn(String place, String... libraries) {
        noClasses()
                .that()
                .resideOutsideOfPackage(place)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries)
                .check(PRODUCT);
    }

    @Test
    void nobodyWritesToTheStandardStreamsByTheirStaticFields() {
        // An engine that cannot start has nobody else to tell.
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.sangja.runtime.engine.EngineMain")
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .check(PRODUCT);
    }

    @Test
    void thereIsNoMutableStaticState() {
        fields().that()
                .areStatic()
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should(beFinalAndNoContainerThatAnybodyCanFill())
                .check(PRODUCT);
    }

    private static ArchCondition<JavaField> beFinalAndNoContainerThatAnybodyCanFill() {
        return new ArchCondition<>("be final and no container that anybody can fill") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                boolean fixed = field.getModifiers().contains(JavaModifier.FINAL)
                        && FILLABLE.stream()
                                .noneMatch(type -> field.getRawType().isAssignableTo(type));
                events.add(new SimpleConditionEvent(field, fixed, field.getDescription()));
            }
        };
    }

    /** Whoever writes a test in a class of another name writes a test that is never run. */
    @Test
    void everyClassWithTestsIsNamedSoThatItRuns() {
        List<Path> compiled = Stream.of("runtime", "lessons", "web", "server")
                .map(module -> Path.of("..", module, "target", "test-classes"))
                .filter(Files::isDirectory)
                .toList();
        JavaClasses tests = new ClassFileImporter().importPaths(compiled);
        assertThat(tests.size()).isGreaterThan(50);
        methods()
                .that()
                .areAnnotatedWith(Test.class)
                .or()
                .areAnnotatedWith("org.junit.jupiter.params.ParameterizedTest")
                .or()
                .areAnnotatedWith("org.junit.jupiter.api.RepeatedTest")
                .should()
                .beDeclaredInClassesThat()
                .haveNameMatching(".*(Test|IT)(\\$.*)?")
                .check(tests);
    }
}

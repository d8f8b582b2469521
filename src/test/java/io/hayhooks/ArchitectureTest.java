// SPDX-License-Identifier: Apache-2.0
package io.hayhooks;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.hayhooks.config.PipelinesConfig;
import jakarta.inject.Inject;
import java.util.Timer;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadFactory;

/** The directions between rooms, and the habits that a compiler cannot check. */
@AnalyzeClasses(packages = "io.hayhooks", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  @ArchTest static final ArchRule errorKnowsNobody = mayKnow("error");

  @ArchTest static final ArchRule configKnowsErrors = mayKnow("config", "error");

  @ArchTest static final ArchRule pipelineKnowsErrors = mayKnow("pipeline", "error");

  @ArchTest
  static final ArchRule deployKnowsPipelines = mayKnow("deploy", "pipeline", "config", "error");

  @ArchTest
  static final ArchRule runFindsWhatIsDeployed =
      mayKnow("run", "deploy", "pipeline", "config", "error");

  @ArchTest static final ArchRule filesKnowNobodyElse = mayKnow("file", "config", "error");

  @ArchTest
  static final ArchRule tasksAreRun =
      mayKnow("task", "run", "trace", "deploy", "pipeline", "config", "error");

  @ArchTest
  static final ArchRule traceKnowsPipelines = mayKnow("trace", "pipeline", "config", "error");

  @ArchTest
  static final ArchRule metricsLookAtWhatIsDeployed =
      mayKnow("metric", "deploy", "pipeline", "config", "error");

  @ArchTest
  static final ArchRule enginesKnowPipelines =
      mayKnow("engine..", "engine..", "pipeline", "config", "error");

  @ArchTest static final ArchRule commandLineKnowsSettings = mayKnow("cli..", "cli..", "config");

  @ArchTest static final ArchRule terminalKnowsNobody = mayKnow("cli.terminal");

  @ArchTest static final ArchRule clientKnowsNobody = mayKnow("cli.client");

  @ArchTest
  static final ArchRule commandsDoNotKnowTheLauncher =
      mayKnow("cli.command", "cli.client", "cli.terminal", "config");

  @ArchTest
  static final ArchRule edgesDoNotKnowEachOther =
      slices()
          .matching("io.hayhooks.edge.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(
              DescribedPredicate.alwaysTrue(), resideInAPackage("io.hayhooks.edge.http.."));

  @ArchTest
  static final ArchRule edgesDoNotKnowEngines =
      noClasses()
          .that()
          .resideInAPackage("io.hayhooks.edge..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.hayhooks.engine..", "io.hayhooks.cli..");

  @ArchTest
  static final ArchRule onlyOneEdgeSpeaksTheProtocolOfAgentsTools =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.hayhooks.edge.mcp..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.modelcontextprotocol..", "reactor..");

  @ArchTest
  static final ArchRule nobodyWaitsForAnAgent =
      noClasses()
          .should()
          .callMethodWhere(
              DescribedPredicate.describe(
                  "it waits for a publisher",
                  call ->
                      call.getName().startsWith("block")
                          && call.getTargetOwner().getPackageName().startsWith("reactor.")));

  @ArchTest
  static final ArchRule roomsFormNoCycles =
      slices().matching("io.hayhooks.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyEnginesAndTheLauncherStartProcesses =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.hayhooks.engine..", "io.hayhooks.cli..")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(ProcessBuilder.class)
          .orShould()
          .callMethod(Runtime.class, "exec", String[].class);

  @ArchTest
  static final ArchRule onlyDeployKnowsThePipelinesDirectory =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.hayhooks.deploy..", "io.hayhooks.config..")
          .should()
          .callMethod(PipelinesConfig.class, "pipelinesDirectory");

  @ArchTest
  static final ArchRule threadsComeFromTheServer =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.hayhooks.cli..")
          .should()
          .callCodeUnitWhere(
              DescribedPredicate.describe(
                  "it makes threads without a thread factory",
                  ArchitectureTest::makesThreadsWithoutFactory))
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(ForkJoinPool.class, Timer.class);

  @ArchTest
  static final ArchRule dependenciesComeThroughConstructors =
      noFields().should().beAnnotatedWith(Inject.class);

  @ArchTest
  static final ArchRule nothingMutableIsStatic =
      fields().that().areStatic().should().haveModifier(JavaModifier.FINAL);

  @ArchTest
  static final ArchRule namesSayWhatAThingIs =
      noClasses()
          .should()
          .haveNameMatching(".*(Manager|Utils?|Helper|Impl)(\\$.*)?")
          .orShould()
          .haveNameMatching(".*\\.(Default|Abstract)[A-Z]\\w*");

  @ArchTest
  static final ArchRule nobodyIsAskedForAnInstance =
      methods().should().notHaveName("getInstance").allowEmptyShould(true);

  private static boolean makesThreadsWithoutFactory(JavaCall<?> call) {
    JavaClass owner = call.getTargetOwner();
    boolean makes = call.getName().equals("<init>") || call.getName().startsWith("new");
    boolean pool = owner.isEquivalentTo(Executors.class) || owner.isAssignableTo(Executor.class);
    boolean given =
        call.getTarget().getRawParameterTypes().stream()
            .anyMatch(type -> type.isAssignableTo(ThreadFactory.class));
    return makes
        && (owner.isAssignableTo(Thread.class)
            || (pool && owner.getPackageName().startsWith("java.") && !given));
  }

  private static ArchRule mayKnow(String room, String... others) {
    DescribedPredicate<JavaClass> known = resideInAPackage("io.hayhooks." + room);
    for (String other : others) {
      known = known.or(resideInAPackage("io.hayhooks." + other));
    }
    return noClasses()
        .that()
        .resideInAPackage("io.hayhooks." + room)
        .should()
        .dependOnClassesThat(resideInAPackage("io.hayhooks..").and(DescribedPredicate.not(known)))
        .allowEmptyShould(true)
        .as("%s knows no room but %s".formatted(room, String.join(", ", others)));
  }
}

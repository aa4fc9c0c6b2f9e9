import Modeling
import OptCore

/// Trains a predictor of machines from rolling horizons whose windows an oracle labels.
package enum ShopTraining {
  /// How much to train, and on what.
  package struct Settings: Sendable, Hashable {
    /// Instances that are rolled out.
    package var instances = 8
    /// Jobs of each.
    package var jobs = 20
    /// Machines of each.
    package var machines = 10
    /// Operations of each job.
    package var operations = 30
    /// Conflicts for each trial of a window; a run limited by them repeats exactly with one thread.
    package var conflicts = 2000
    /// Trials of the oracle for each window.
    package var trials = 3
    /// Operations of a window.
    package var window = 80
    /// Operations executed of it.
    package var step = 30
    /// Share of the instances that is kept back to measure.
    package var validation = 0.2
    /// Passes over the labels.
    package var epochs = 40
    /// Seed of instances, windows and the fit.
    package var seed: UInt64 = 1

    /// The defaults.
    package init() {}
  }

  /// What came out.
  package struct Outcome: Sendable {
    /// What was fitted.
    package var predictor: MachinePredictor
    /// Labelled operations in all, those kept back included.
    package var rows: Int
    /// Of how many instances they are.
    package var instances: Int
    /// How it does on instances that it was not trained on; nil when only one was rolled out.
    package var measured: TrainingMeasure?
  }

  /// Generates instances, rolls them out with oracle labels, fits, and measures.
  ///
  /// - Parameters:
  ///   - settings: what and how much.
  ///   - engine: solves the windows.
  ///   - isStopped: asked often; true ends collecting and fits what there is.
  ///   - progress: receives one line at a time.
  /// - Throws: `SolveError` when the engine fails or less than ten labels could be collected.
  package static func run(
    _ settings: Settings, engine: any Engine,
    isStopped: @escaping @Sendable () -> Bool = { false }, progress: (String) -> Void = { _ in }
  ) throws(SolveError) -> Outcome {
    let sets = try collect(settings, engine, isStopped, progress)
    let rows = sets.reduce(0) { $0 + $1.count }
    guard rows >= 10 else {
      if isStopped() { throw .badRequest("stopped before there was any label to learn from") }
      throw .badRequest("no labels: the overlap of windows is empty")
    }
    // Rows of one instance are much alike: what is kept back must be of others, and some must be left. The last one may be cut short.
    let share = Int((settings.validation * Double(sets.count)).rounded())
    let back = sets.count < 2 ? 0 : min(max(1, share), sets.count - 1)
    let (test, train) = (TrainingSet(sets.prefix(back)), TrainingSet(sets.dropFirst(back)))
    var training = PredictorTraining()
    training.epochs = settings.epochs
    training.seed = settings.seed
    let predictor = training.fit(train)
    let measured =
      test.count == 0 ? nil : TrainingMeasure(predictor, train, test, instances: back)
    return Outcome(
      predictor: predictor, rows: rows, instances: sets.count, measured: measured)
  }

  /// Labels by instance.
  private static func collect(
    _ settings: Settings, _ engine: any Engine, _ isStopped: @escaping @Sendable () -> Bool,
    _ progress: (String) -> Void
  ) throws(SolveError) -> [TrainingSet] {
    var random = RandomStream(seed: settings.seed)
    var sets: [TrainingSet] = []
    var (rows, kept) = (0, 0)
    for number in 0..<settings.instances where !isStopped() {
      let instance = try HorizonShop.make(
        jobs: settings.jobs, machines: settings.machines, operations: settings.operations, &random)
      let found = try collect(instance, settings, engine, number, isStopped)
      if found.count > 0 { sets.append(found) }
      rows += found.count
      kept += found.labels.reduce(0) { $0 + ($1 ? 1 : 0) }
      progress(
        "instance \(number + 1) of \(settings.instances): \(rows) labels, \(kept) of them keep the machine"
      )
    }
    return sets
  }

  private static func collect(
    _ instance: FlexibleJobShopInstance, _ settings: Settings, _ engine: any Engine, _ number: Int,
    _ isStopped: @escaping @Sendable () -> Bool
  ) throws(SolveError) -> TrainingSet {
    var horizon = HorizonSettings()
    horizon.window = settings.window
    horizon.step = settings.step
    horizon.fix = .oracle
    horizon.trials = settings.trials
    horizon.conflicts = settings.conflicts
    horizon.windowTime = 3600
    horizon.stall = 3600
    horizon.seed = settings.seed &+ UInt64(number) &* 101
    let solver = WindowSolver(engine: engine, settings: [], threads: 1, mustStop: isStopped)
    var loop = RollingHorizon(instance, horizon, solver)
    let rows = RowCollector()
    loop.collect = { rows.set.add($0, $1) }
    _ = try loop.run(
      .init(
        offer: { _ in }, say: { _ in }, stop: { isStopped() ? .interrupted : nil },
        remaining: { nil }))
    return rows.set
  }
}

/// Rows while a rolling horizon runs.
private final class RowCollector {
  var set = TrainingSet()
}

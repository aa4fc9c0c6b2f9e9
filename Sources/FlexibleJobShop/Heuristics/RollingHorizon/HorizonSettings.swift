import OptCore

/// What a rolling horizon is asked for. The defaults are the published loop.
package struct HorizonSettings: Sendable, Hashable {
  /// Which machines of the previous window are kept.
  package enum Fix: String, Sendable, Hashable, CaseIterable {
    /// None.
    case none
    /// Those of the first operations in the order, a share `ratio` of the overlap.
    case first = "first-x"
    /// Each with probability `ratio`.
    case random
    /// Those that the best of several trial solutions of the window keeps.
    case oracle
    /// The most stable ones by a score of slack, regret, load and age.
    case rule
    /// The most stable ones by a trained predictor.
    case learned
  }

  /// Where a window's search starts.
  package enum Start: String, Sendable, Hashable, CaseIterable {
    /// From nothing.
    case none
    /// From a dispatched plan.
    case quick
    /// From the machines of the previous window, dispatched; or from the dispatched plan where that is better.
    case previous
  }

  /// The order in which operations enter windows.
  package enum Order: String, Sendable, Hashable, CaseIterable {
    /// By place in the job relative to its length, then place; by scheduled start for start delay.
    case published
    /// By start in the latest complete schedule.
    case schedule
  }

  /// Operations of a window.
  package var window = 80
  /// Operations executed of each window.
  package var step = 30
  /// Seconds for a window.
  package var windowTime = 60.0
  /// Seconds without improvement after which a window is left.
  package var stall = 3.0
  /// Conflicts or nodes for a window; nil = no limit.
  package var conflicts: Int?
  /// Which machines of the previous window are kept.
  package var fix = Fix.none
  /// Share of the overlap that is kept, the first aim where it is adapted.
  package var ratio = 0.6
  /// Whether `rule` and `learned` adapt their aim to how hard windows are.
  package var isAdaptive = true
  /// Whether uncertain operations are left free: the threshold rises by half the deviation of scores.
  package var isCautious = false
  /// Trial solutions of the oracle; each has the share 1 / (`trials` + 1) of the window's time.
  package var trials = 3
  /// Where a window's search starts.
  package var start = Start.quick
  /// The order in which operations enter windows.
  package var order = Order.published
  /// Whether ends in the window count with the shortest work left in the job behind it; makespan only.
  package var hasTails = false
  /// Weight of the priced load: what choices in the window add to the load bound of what is left; 0 = none. Makespan only.
  package var priceWeight = 0.0
  /// Alternatives whose priced duration is more than this share above the cheapest stay out of windows; nil = all are in.
  package var priceSlack: Double?
  /// Whether idle time before the last executed operation of a machine can still be used.
  package var keepsHoles = false
  /// Whether half of the time goes to the mirrored problem; makespan without conditions only.
  package var isReversed = false
  /// Windows are the operations that start within so many mean shortest durations in the latest schedule, at most `4 * window`; 0
  /// = by number. Implies order `schedule`; the share `step / window` of a window is executed.
  package var span = 0.0
  /// Whether further passes follow while time is left, guided by the best schedule so far; windows grow by half where half of
  /// those of the last pass were proven, or where there is no time limit. Not with `isReversed` or `repairs`.
  package var repeats = false
  /// Whether half of the time goes to a search that repairs the rolled-out schedule, instead of further passes.
  package var repairs = false
  /// Threads of the engine, and of the repair.
  package var threads = 1
  /// Seed of ties in the order, random choices, dispatching and the engine.
  package var seed: UInt64 = 1

  /// The published loop.
  package init() {}

  /// The settings of a request.
  init(_ request: SolveRequest<ShopSchedule>) {
    let values = request.parameters
    window = values.integer("window") ?? window
    step = values.integer("step") ?? step
    windowTime = values.real("window-time") ?? windowTime
    stall = values.real("stall") ?? stall
    conflicts = values.integer("window-conflicts")
    fix = values.text("fix").flatMap(Fix.init(rawValue:)) ?? fix
    ratio = values.real("ratio") ?? ratio
    isAdaptive = values.flag("adapt")
    isCautious = values.flag("cautious")
    trials = values.integer("trials") ?? trials
    start = values.text("window-start").flatMap(Start.init(rawValue:)) ?? start
    order = values.text("order").flatMap(Order.init(rawValue:)) ?? order
    hasTails = values.flag("tails")
    priceWeight = values.real("price-weight") ?? 0
    priceSlack = values.real("price-slack")
    keepsHoles = values.flag("holes")
    isReversed = values.flag("reverse")
    span = values.real("span") ?? 0
    repeats = values.flag("repeat")
    repairs = values.flag("repair")
    threads = request.threads
    seed = request.seed
  }

  /// Windows by the best schedule so far, with holes and without dear machines; then repair, or passes where that cannot be.
  package static var adaptive: HorizonSettings {
    var settings = HorizonSettings()
    settings.order = .schedule
    settings.keepsHoles = true
    settings.priceSlack = 1
    settings.repeats = true
    settings.repairs = true
    return settings
  }

  /// The `-P` settings with these defaults.
  static func parameters(_ plain: HorizonSettings) -> [ParameterDescription] {
    func word(_ isSet: Bool) -> String { isSet ? "true" : "false" }
    return [
      .init("window", .integer(1...100_000), default: "\(plain.window)", "operations of a window"),
      .init("step", .integer(1...100_000), default: "\(plain.step)", "operations executed of it"),
      .init("window-time", .real(0.001...86_400), default: "60", "seconds for a window"),
      .init(
        "stall", .real(0.001...86_400), default: "3",
        "seconds without improvement that end a window"
      ),
      .init(
        "window-conflicts", .integer(0...1_000_000_000), default: nil,
        "conflicts or nodes for a window"),
      .init(
        "fix", .choice(Fix.allCases.map(\.rawValue)), default: "none",
        "which operations keep the machine of the previous window"),
      .init(
        "weights", .text, default: nil,
        "file of `optsolve train fjsp` for fix=learned; absent = what comes with the tool"),
      .init("ratio", .real(0...1), default: "0.6", "share of the overlap that is kept"),
      .init("adapt", .flag, default: "true", "rule and learned adapt the share to the search"),
      .init("cautious", .flag, default: "false", "raise the threshold where scores differ much"),
      .init("trials", .integer(1...100), default: "3", "trial solutions of the oracle"),
      .init(
        "window-start", .choice(Start.allCases.map(\.rawValue)), default: "quick",
        "where the search of a window starts"),
      .init(
        "order", .choice(Order.allCases.map(\.rawValue)), default: plain.order.rawValue,
        "order in which operations enter windows"),
      .init("tails", .flag, default: "false", "ends count with the work left in the job"),
      .init("price-weight", .real(0...1000), default: "0", "weight of the priced load"),
      .init(
        "price-slack", .real(0...1000), default: plain.priceSlack.map { "\($0)" },
        "alternatives dearer than the cheapest by more than this share stay out; all in when absent"
      ),
      .init(
        "holes", .flag, default: word(plain.keepsHoles),
        "idle time before executed operations can be used"),
      .init(
        "repeat", .flag, default: word(plain.repeats),
        "further passes with larger windows while time is left"),
      .init(
        "repair", .flag, default: word(plain.repairs),
        "half of the time for tabu search from the schedule that is rolled out, instead of passes"
          + " (makespan without setups and downtimes)"),
      .init("reverse", .flag, default: "false", "half of the time for the mirrored problem"),
      .init(
        "span", .real(0...1000), default: "0", "windows of so many mean durations; 0 = by number"),
    ]
  }
}

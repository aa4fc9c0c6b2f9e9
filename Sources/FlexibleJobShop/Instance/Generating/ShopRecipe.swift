/// What a random shop is drawn from.
public struct ShopRecipe: Sendable, Hashable {
  /// The published generator of jobs and durations.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Every operation has 1 to m machines with durations of their own; the makespan is minimised.
    case mix
    /// All machines for all operations, durations that drift along the jobs, scheduled starts; the start delay is minimised.
    case delay
    /// The classical job shop: every job visits every machine once, in an order of its own; the makespan is minimised.
    case taillard
  }

  /// How often machines are down.
  public enum Breakdowns: String, Sendable, Hashable, CaseIterable {
    /// 20 % of the machines for 100, every 400 to 600.
    case low
    /// 35 % of the machines for 100, every 175 to 300.
    case mid
    /// 50 % of the machines for 50, every 100 to 200.
    case high
  }

  /// The two seeds of a job shop of Taillard, each from 1 to 2^31 - 2.
  public struct TaillardSeeds: Sendable, Hashable {
    /// For durations.
    public var time: Int
    /// For the orders of machines.
    public var machine: Int

    /// Pairs the seeds.
    public init(time: Int, machine: Int) {
      self.time = time
      self.machine = machine
    }
  }

  /// The generator of jobs and durations.
  public var kind: Kind
  /// The number of jobs, at least 1.
  public var jobs: Int
  /// The number of machines, at least 1.
  public var machines: Int
  /// Operations of every job, at least 0; of `delay` about as many on average; of `taillard` it counts for nothing, for there are
  /// as many as machines.
  public var operations: Int
  /// The longest duration of `mix` and `taillard`; the shortest is 1.
  public var longest = 99
  /// Downtimes; nil = none.
  public var breakdowns: Breakdowns?
  /// Types of jobs between which machines are set up, 10 to 20 units of time for two different ones; 0 = no setups.
  public var setupTypes = 0
  /// Due dates are this many times the mean durations of the job's operations, added up and rounded; 0 = none.
  public var dueFactor = 0.0
  /// Whether jobs have weights, uniform on 1...10; else they are 1.
  public var isWeighted = false
  /// Published seeds of `taillard`; nil = drawn from the seed.
  public var taillardSeeds: TaillardSeeds?

  /// States what to draw.
  public init(_ kind: Kind, jobs: Int, machines: Int, operations: Int) {
    self.kind = kind
    self.jobs = jobs
    self.machines = machines
    self.operations = operations
  }

  /// States the recipe: `j20-m10-t30_mix_s1`, with `_low`, `_k3` (setups), `_d1.5` (due dates) and `_w` where they apply.
  func name(seed: UInt64) -> String {
    var name = "j\(jobs)-m\(machines)"
    if kind != .taillard { name += "-t\(operations)" }
    name += "_\(kind.rawValue)"
    if longest != 99, kind != .delay { name += "_p\(longest)" }
    if let breakdowns { name += "_\(breakdowns.rawValue)" }
    if setupTypes > 0 { name += "_k\(setupTypes)" }
    if dueFactor > 0 { name += "_d\(dueFactor)" }
    if isWeighted { name += "_w" }
    if let seeds = taillardSeeds { name += "_t\(seeds.time)_m\(seeds.machine)" }
    return name + "_s\(seed)"
  }
}

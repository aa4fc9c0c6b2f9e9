import OptCore

extension SingleMachineInstance {
  /// What a random instance is drawn from.
  public struct Recipe: Sendable, Hashable {
    /// The distribution of processing times.
    public enum Durations: String, Sendable, Hashable, CaseIterable {
      /// Uniform on 1...100.
      case uniform
      /// Normal with mean 60 and standard deviation 20, cut to an integer, drawn again until at least 1.
      case normal
    }

    /// The number of jobs, n >= 0.
    public var jobs: Int
    /// The tardiness factor, 0...1: about this share of the jobs is late.
    public var tardinessFactor: Double
    /// The relative range of due dates, 0...2.
    public var dueDateRange: Double
    /// The distribution of processing times.
    public var durations = Durations.uniform
    /// Whether weights are uniform on 1...10; otherwise all 1.
    public var isWeighted = false
    /// Whether negative due dates become 0.
    public var clampsDueDates = true

    /// States what to draw.
    public init(jobs: Int, tardinessFactor: Double, dueDateRange: Double) {
      self.jobs = jobs
      self.tardinessFactor = tardinessFactor
      self.dueDateRange = dueDateRange
    }
  }

  /// Draws a random instance: all processing times first, then all due dates, then all weights, in job order.
  ///
  /// With `P` the sum of processing times, due dates are uniform integers between `P (1 - TF - RDD/2)` and
  /// `P (1 - TF + RDD/2)`, both rounded to the nearest integer. The name states the recipe: `n100_tf0.6_rdd0.2_s1`,
  /// with `_normal`, `_w` and `_neg` (due dates not clamped) where they apply.
  ///
  /// - Parameters:
  ///   - recipe: at most `largestJobCount` jobs.
  ///   - seed: the same seed gives the same instance on every machine.
  /// - Source: Potts and Van Wassenhove (1982), "A decomposition algorithm for the single machine total tardiness
  ///   problem"; the normal variant after Cetinkaya et al. (2025), who do not draw again.
  public static func random(
    _ recipe: Recipe, seed: UInt64
  ) throws(Invalid) -> SingleMachineInstance {
    guard recipe.jobs <= largestJobCount else { throw .tooManyJobs }
    var stream = RandomStream(seed: seed)
    let p = (0..<max(0, recipe.jobs)).map { _ in duration(recipe.durations, &stream) }
    let total = Double(p.reduce(0, +))
    let middle = 1 - recipe.tardinessFactor
    let earliest = Int((total * (middle - recipe.dueDateRange / 2)).rounded())
    let latest = Int((total * (middle + recipe.dueDateRange / 2)).rounded())
    let d = p.map { _ in
      let date = stream.integer(in: earliest...max(earliest, latest))
      return recipe.clampsDueDates ? max(0, date) : date
    }
    let w = recipe.isWeighted ? p.map { _ in stream.integer(in: 1...10) } : nil
    return try SingleMachineInstance(
      name: name(of: recipe, seed: seed), processingTimes: p, dueDates: d, weights: w)
  }

  private static func duration(_ durations: Recipe.Durations, _ stream: inout RandomStream) -> Int {
    switch durations {
    case .uniform: return stream.integer(in: 1...100)
    case .normal:
      while true {
        let value = Int(60 + 20 * stream.normal())
        if value >= 1 { return value }
      }
    }
  }

  private static func name(of recipe: Recipe, seed: UInt64) -> String {
    "n\(recipe.jobs)_tf\(recipe.tardinessFactor)_rdd\(recipe.dueDateRange)"
      + (recipe.durations == .normal ? "_normal" : "") + (recipe.isWeighted ? "_w" : "")
      + (recipe.clampsDueDates ? "" : "_neg") + "_s\(seed)"
  }
}

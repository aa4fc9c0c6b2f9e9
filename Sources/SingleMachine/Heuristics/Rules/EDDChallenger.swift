import OptCore

/// The EDD challenger as its authors' programs compute it: SPT order, then an insertion pass that lets more urgent jobs
/// overtake early ones.
///
/// Definition, on the jobs `S` by (p, d, id):
///
///     for i in 1..<n: j = i
///       while j > 0 and d[S[j]] < d[S[j-1]]:
///         if d[S[j-1]] > C[S[j-1]]: swap S[j], S[j-1]
///         j -= 1
///
/// This takes O(n^2) steps; the same sequence comes out of O(n log n) as follows. A job that is not early (`d <= C`)
/// is never overtaken, and completion times only grow, so it and everything before it are final. Behind the last such
/// job no pair is out of due-date order, since every inversion that is left has a job that is not early in front. So
/// the open jobs stand in due-date order (ties: SPT order); the next job enters at its place, delays the open jobs
/// behind it, and every prefix that ends in a job without slack becomes final.
///
/// - Complexity: O(n log n).
/// - Source: Cetinkaya, Buyuktahtakin, Shojaee and Reddy (2025), "Discovering Heuristics with LLMs for Mixed-Integer
///   Programs: Single-Machine Scheduling", Algorithm 1 as in the accompanying programs.
/// - Note: The published text sorts by (d, p) instead, which makes the pass idle: see `PublishedEDDChallenger`.
public struct EDDChallenger: SequenceRule {
  /// The rule.
  public init() {}

  /// Identifier and help.
  public var description: MethodDescription {
    MethodDescription(
      "eddc", .rule, "EDD challenger: SPT order, urgent jobs overtake early ones",
      source: MDDChallenger.source)
  }

  /// The jobs in the order of the rule.
  public func sequence(
    of instance: SingleMachineInstance, parameters: ParameterValues, until stop: () -> Bool
  ) -> [Int] {
    let p = instance.processingTimes
    let d = instance.dueDates
    let entering = instance.jobsByProcessingTime()
    // Equal (d, p) keep the order of ids in both sorts.
    let byDue = instance.jobsByDueDate()
    var positionOf = [Int](repeating: 0, count: p.count)
    for (position, job) in byDue.enumerated() { positionOf[job] = position }
    var open = SlackTree(positionCount: p.count)
    var order: [Int] = []
    order.reserveCapacity(p.count)
    var finalTime = 0
    for job in entering {
      let position = positionOf[job]
      let completion = finalTime + open.work(before: position) + p[job]
      open.delay(behind: position, by: p[job])
      open.insert(position, slack: d[job] - completion, processingTime: p[job])
      guard let last = open.lastWithoutSlack() else { continue }
      while let first = open.first(), first <= last {
        open.remove(first)
        order.append(byDue[first])
        finalTime += p[byDue[first]]
      }
    }
    while let first = open.first() {
      open.remove(first)
      order.append(byDue[first])
    }
    return order
  }
}

/// The EDD challenger as printed: due-date order, then the same insertion pass.
///
/// The pass looks for a job with an earlier due date than its predecessor's, which cannot exist after that sort, so the
/// sequence is the earliest-due-date one.
///
/// - Complexity: O(n log n).
/// - Source: Cetinkaya, Buyuktahtakin, Shojaee and Reddy (2025), "Discovering Heuristics with LLMs for Mixed-Integer
///   Programs: Single-Machine Scheduling", Algorithm 1, literally.
public struct PublishedEDDChallenger: SequenceRule {
  /// The rule.
  public init() {}

  /// Identifier and help.
  public var description: MethodDescription {
    MethodDescription(
      "eddc-paper", .rule, "EDD challenger as printed, which is earliest due date first",
      source: MDDChallenger.source)
  }

  /// The jobs in due-date order.
  public func sequence(
    of instance: SingleMachineInstance, parameters: ParameterValues, until stop: () -> Bool
  ) -> [Int] {
    instance.jobsByDueDate()
  }
}

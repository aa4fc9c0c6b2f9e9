import OptCore

/// Which part of the best solution stays as it is while the rest is looked for anew.
///
/// Numbers are freed, those that lie in a stretch of values (a window of time) or any; a 0/1 variable that orders two numbers
/// keeps its value unless both are free. So a schedule keeps orders, not times. The number of free variables grows where
/// neighbourhoods are exhausted, and falls where they cost too many conflicts.
///
/// Source: Shaw, "Using constraint programming and local search methods to solve vehicle routing problems" (1998); Godard, Laborie and
/// Nuijten, "Randomized large neighborhood search for cumulative scheduling" (2005), for the orders.
struct Neighbourhoods {
  private struct Ordered {
    var variable: Int32
    /// The numbers it orders; -1 = none.
    var first: Int32
    var second: Int32
    /// Whether one of the two may run elsewhere.
    var isOptional = false
  }

  /// 0/1 variables with what they order.
  private var literals: [Ordered] = []
  /// Numbers: what is freed.
  private var numbers: [Int32] = []
  /// Columns whose values are kept where there are no 0/1 variables.
  private let columns: Int
  private var random: RandomStream
  private var isFree: [Bool]
  /// Share of the numbers that is freed.
  private(set) var share = 0.25
  private var drawn = 0
  /// Neighbourhoods that have been searched, and those that held a better solution.
  private(set) var searched = 0
  private(set) var improving = 0

  init(_ kernel: borrowing Kernel, columns: Int, seed: UInt64, worker: Int) {
    self.columns = columns
    random = RandomStream(seed: seed, worker: UInt64(worker))
    isFree = [Bool](repeating: false, count: kernel.variableCount)
    for i in 0..<kernel.completion.count { numbers.append(kernel.completion[i] >> 1) }
    var place = [Int](repeating: -1, count: kernel.variableCount)
    for variable in 0..<Int32(truncatingIfNeeded: kernel.variableCount)
    where kernel.activity.isDecision(variable) {
      place[Int(variable)] = literals.count
      literals.append(Ordered(variable: variable, first: -1, second: -1))
    }
    for i in 0..<kernel.precedences.count {
      let precedence = kernel.precedences[i]
      guard precedence.literal.view >= 0 else { continue }
      let at = place[Int(precedence.literal.view >> 1)]
      guard at >= 0, literals[at].first < 0 else { continue }
      literals[at].first = precedence.from >> 1
      literals[at].second = precedence.to >> 1
    }
    guard kernel.machines.firstAlternative.count > 0 else { return }
    // Starts that choose among machines.
    var chooses = [Bool](repeating: false, count: kernel.variableCount)
    var isPresence: Set<Int32> = []
    for i in 0..<kernel.machines.alternatives.count {
      let task = kernel.machines.tasks[kernel.machines.alternatives[i]]
      chooses[Int(task.view >> 1)] = true
      guard isPresence.insert(task.presence.view >> 1).inserted else { continue }
      let at = place[Int(task.presence.view >> 1)]
      if at < 0 { continue }
      // It goes with the start, whatever else it switches on.
      literals[at].first = task.view >> 1
      literals[at].second = task.view >> 1
    }
    for i in literals.indices where literals[i].first >= 0 {
      literals[i].isOptional =
        chooses[Int(literals[i].first)] || chooses[Int(literals[i].second)]
    }
  }

  /// What is kept of the solution that the kernel's guide holds; empty where there is nothing to keep.
  mutating func draw(_ kernel: borrowing Kernel, objective: Int32) -> [Predicate] {
    let guide = kernel.guide
    guard guide.count > 0 else { return [] }
    drawn += 1
    free(kernel)
    var kept: [Predicate] = []
    func keep(_ variable: Int32) {
      let view = 2 * variable
      if kernel.isFixed(view) { return }
      kept.append(Predicate(view, guide[variable]))
      kept.append(Predicate(view ^ 1, -guide[variable]))
    }
    for literal in literals {
      if literal.first < 0 {
        if random.unit() >= share { keep(literal.variable) }
      } else {
        let (first, second) = (isFree[Int(literal.first)], isFree[Int(literal.second)])
        // What may go to another machine has to find a place between the tasks there.
        if literal.isOptional ? !first && !second : !first || !second { keep(literal.variable) }
      }
    }
    if literals.isEmpty {
      for number in numbers where number != objective && number < columns && !isFree[Int(number)] {
        keep(number)
      }
    }
    return kept
  }

  /// Marks the numbers that are free: two times of three a stretch of values, otherwise any. Where tasks choose among machines, every
  /// other time it is what some machines do.
  private mutating func free(_ kernel: borrowing Kernel) {
    let guide = kernel.guide
    let count = max(min(2, numbers.count), Int(share * Double(numbers.count)))
    for number in numbers { isFree[Int(number)] = false }
    if drawn % 2 == 0, kernel.machines.firstAlternative.count > 0 {
      return freeMachines(kernel, count: count)
    }
    if drawn % 3 == 0 {
      for i in 0..<count {
        numbers.swapAt(i, i + random.below(numbers.count - i))
        isFree[Int(numbers[i])] = true
      }
      return
    }
    numbers.sort { (guide[$0], $0) < (guide[$1], $1) }
    let first = random.below(numbers.count - count + 1)
    for number in numbers[first..<first + count] { isFree[Int(number)] = true }
  }

  /// Frees what is on machines taken at random, until there are `count` tasks; of the last one a stretch of time.
  private mutating func freeMachines(_ kernel: borrowing Kernel, count: Int) {
    let guide = kernel.guide
    var machines = Array(0..<Int32(truncatingIfNeeded: kernel.machines.begin.count - 1))
    var left = count
    while left > 0, !machines.isEmpty {
      let machine = machines.remove(at: random.below(machines.count))
      var tasks: [Int32] = []
      for i in kernel.machines.begin[machine]..<kernel.machines.begin[machine + 1] {
        let task = kernel.machines.tasks[i]
        let presence = task.presence
        let isPresent =
          presence.view < 0
          || (presence.view & 1 == 0 ? guide[presence.view >> 1] : -guide[presence.view >> 1])
            >= presence.value
        if isPresent, !isFree[Int(task.view >> 1)] { tasks.append(task.view >> 1) }
      }
      if tasks.count > left {
        tasks.sort { (guide[$0], $0) < (guide[$1], $1) }
        let first = random.below(tasks.count - left + 1)
        tasks = Array(tasks[first..<first + left])
      }
      for task in tasks { isFree[Int(task)] = true }
      left -= tasks.count
    }
  }

  /// Notes how the search of a neighbourhood ended: with a better solution, without one, or nil where it cost too much.
  mutating func note(_ improved: Bool?) {
    searched += 1
    switch improved {
    case true?: improving += 1
    case false?: share = min(0.9, share * 1.2)
    case nil: share = max(0.01, share * 0.85)
    }
  }
}

extension SearchWorker {
  /// Looks for better solutions in parts of the space around the best one.
  mutating func searchNeighbourhoods(conflicts: Int) {
    guard let objective else { return }
    let end = kernel.statistics.conflicts + conflicts
    var left = 30
    while left > 0, !shared.isOver, kernel.statistics.conflicts < end,
      !limits.isReached(kernel.statistics.conflicts)
    {
      left -= 1
      let kept = neighbourhoods.draw(kernel, objective: objective.view >> 1)
      if kept.isEmpty { return }
      kernel.followGuide()
      neighbourhoods.note(
        attempt(conflicts: min(200, end - kernel.statistics.conflicts), assuming: kept))
    }
  }
}

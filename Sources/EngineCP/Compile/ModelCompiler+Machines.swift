import Modeling

/// Tasks that exclude each other: literals of the order of each pair, and machines.
extension ModelCompiler {
  /// Pairs get literals of their order up to this many tasks; beyond it the resource propagators decide alone.
  static var mostTasksWithPairs: Int { 250 }

  typealias Order = (before: Predicate, after: Predicate)

  /// A task and the least it needs of a resource.
  struct Need {
    var task: Task
    var demand: Int
  }

  mutating func noOverlap(_ intervals: [Interval], _ place: String) throws(EngineError) {
    let tasks = try tasks(intervals, place)
    if isRefuted || tasks.count < 2 { return }
    try requireSum(tasks.map { lower($0.duration) }, place)
    let needsPairs = tasks.contains { lower($0.duration) < 1 || !kernel.isFixed($0.duration.view) }
    machine(tasks, hasPairs: needsPairs || tasks.count <= Self.mostTasksWithPairs)
  }

  /// Pairs of tasks that together need more than there is exclude each other; those that need more than half of it each share a
  /// machine.
  mutating func excludePairs(_ needs: [Need], capacity: Int) {
    if needs.count > Self.mostTasksWithPairs { return }
    let long = needs.filter { lower($0.task.duration) >= 1 }.sorted { $0.demand > $1.demand }
    let numbers = numbers(of: long.map(\.task))
    for i in long.indices {
      for k in 0..<i where long[i].demand + long[k].demand > capacity && !isRefuted {
        _ = order(long[i].task, long[k].task, (numbers[i], numbers[k]))
      }
    }
    // One more task may exclude all of them without needing that much.
    var clique = long.prefix { 2 * $0.demand > capacity }
    if let last = clique.last, clique.count < long.count,
      long[clique.count].demand + last.demand > capacity
    {
      clique = long.prefix(clique.count + 1)
    }
    if clique.count > 2, !isRefuted { machine(clique.map(\.task), hasPairs: true) }
  }

  /// A machine for tasks, once.
  private mutating func machine(_ tasks: [Task], hasPairs: Bool) {
    let count = tasks.count
    var orders = [Predicate?](repeating: nil, count: count * count)
    let numbers = numbers(of: tasks)
    if hasPairs {
      for i in tasks.indices {
        for k in 0..<i where !isRefuted {
          let literals = order(tasks[i], tasks[k], (numbers[i], numbers[k]))
          orders[i * count + k] = literals.before
          orders[k * count + i] = literals.after
        }
      }
    }
    if isRefuted { return }
    // Tasks with a length compete for the machine's time.
    let long = tasks.indices.filter { lower(tasks[$0].duration) >= 1 }
    if long.count < 2 { return }
    var set: Set<Int> = []
    // A task that is there twice excludes itself.
    for i in long where !set.insert(numbers[i]).inserted && !isRefuted {
      require(kernel.addClause([tasks[i].presence?.negated].compactMap { $0 }))
    }
    if isRefuted || !machines.insert(set).inserted { return }
    kernel.noteMachine(
      long.map {
        MachineTask(
          view: tasks[$0].start.view, offset: tasks[$0].start.offset,
          duration: lower(tasks[$0].duration), presence: tasks[$0].presence ?? Predicate(-1, 0),
          machine: 0)
      })
    kernel.add(
      Disjunctive(
        starts: long.map { tasks[$0].start.view },
        offsets: long.map { Value(tasks[$0].start.offset) },
        durations: long.map { Value(lower(tasks[$0].duration)) },
        presence: long.map { tasks[$0].presence }
      ) { orders[long[$0] * count + long[$1]] })
  }

  /// Numbers of tasks, by which pairs are known.
  private mutating func numbers(of tasks: [Task]) -> [Int] {
    tasks.map { task in
      let new = taskNumbers.count
      let number = taskNumbers[task, default: new]
      if number == new { taskNumbers[task] = new }
      return number
    }
  }

  /// The literals of a pair, made where it is met first.
  ///
  /// - Parameter numbers: those of the tasks.
  private mutating func order(_ a: Task, _ b: Task, _ numbers: (Int, Int)) -> Order {
    let isReversed = numbers.0 > numbers.1
    let key = isReversed ? numbers.1 << 32 | numbers.0 : numbers.0 << 32 | numbers.1
    if let known = orders[key] { return isReversed ? (known.after, known.before) : known }
    let literals = newOrder(a, b)
    orders[key] = isReversed ? (literals.after, literals.before) : literals
    return literals
  }

  /// Literals that a precedes b and that b precedes a; where both are present, one of them holds.
  private mutating func newOrder(_ a: Task, _ b: Task) -> Order {
    let presences = [a.presence, b.presence].compactMap { $0 }
    if presences.isEmpty {
      let view = kernel.boolean()
      let (before, after) = (Predicate(view, 1), Predicate(view ^ 1, 0))
      define(before, a.end, before: b.start)
      precede(a.end, b.start, if: before)
      precede(b.end, a.start, if: after)
      return (before, after)
    }
    let (before, after) = (Predicate(kernel.boolean(), 1), Predicate(kernel.boolean(), 1))
    define(before, a.end, before: b.start, and: presences)
    kernel.proof?.define(after.view >> 1, and: presences + [before.negated])
    precede(a.end, b.start, if: before)
    precede(b.end, a.start, if: after)
    let exclusions = [
      [before, after] + presences.map(\.negated), [before.negated, after.negated],
    ]
    // Where one is absent there is no order.
    let absences = presences.flatMap { [[before.negated, $0], [after.negated, $0]] }
    for clause in exclusions + absences where !isRefuted { require(kernel.addClause(clause)) }
    return (before, after)
  }
}

import OptCore

/// Chooses moves at random, most of them of operations that hold up costly ones.
///
/// From a costly operation it goes back along tight predecessors, in the job or on the machine, and takes one operation of that way.
///
/// - Source: Mati, Dauzere-Peres and Lahlou (2011), "A general approach for optimizing regular criteria in the job-shop scheduling
///   problem", for critical operations of regular objectives; Bierwirth and Kuhpfahl (2017), "Extended GRASP for the job shop
///   scheduling problem with total weighted tardiness objective".
struct CriticalMoves {
  /// An operation, a machine, and a number in its sequence without the operation.
  struct Move {
    var operation: Int
    var machine: Int
    var number: Int
  }

  var random: RandomStream
  private let schedule: TimedSchedule
  private let shop: FlatShop
  private let way: UnsafeMutablePointer<Int32>
  private let storage = FlatStorage()
  /// The share of moves of any operation, in 256ths.
  private let wild: Int
  /// Machines drawn for an operation that leaves its own; the fastest of them is taken.
  private let picks: Int

  init(_ schedule: TimedSchedule, random: RandomStream, wild: Double, picks: Int) {
    self.picks = picks
    self.schedule = schedule
    self.random = random
    self.wild = Int(wild * 256)
    shop = schedule.shop.flat
    way = storage.filled(0, schedule.count + 1)
  }

  /// The next move; it may turn out to be none, or to make a cycle.
  mutating func next() -> Move {
    let bits = random.next()
    let v =
      Int(bits & 255) < wild
      ? random.below(schedule.count) : onWay(from: costly(), Int(bits >> 16 & 0xFFFF))
    if shop.isFlexible(v), bits & 0x300 != 0 { return transfer(v) }
    return bits & 0x400 == 0 ? earlier(v) : later(v)
  }

  /// A costly operation: the worst of a few at random, or one that ends last.
  @inline(__always)
  private mutating func costly() -> Int {
    let shared = schedule.shop
    let candidates = shared.costly.count
    guard candidates > 0 else { return random.below(schedule.count) }
    if shared.isMakespan { return lastEnd(random.below(candidates)) }
    var chosen = Int(shared.costly[random.below(candidates)])
    var tries = 0
    while tries < 3 || (schedule.cost[chosen] == 0 && tries < 24) {
      let other = Int(shared.costly[random.below(candidates)])
      if schedule.cost[other] > schedule.cost[chosen] { chosen = other }
      tries &+= 1
    }
    return chosen
  }

  /// An operation that ends with the makespan; the search for it begins at a number.
  private func lastEnd(_ first: Int) -> Int {
    let costly = schedule.shop.costly
    var n = first
    var tries = 0
    while tries < costly.count {
      if schedule.end[Int(costly[n])] == schedule.total { break }
      n = n &+ 1 == costly.count ? 0 : n &+ 1
      tries &+= 1
    }
    return Int(costly[n])
  }

  /// One of the operations that hold up i, or i.
  @inline(__always)
  private mutating func onWay(from i: Int, _ share: Int) -> Int {
    var (next, length) = (i, 0)
    while next < schedule.count {
      way[length] = Int32(next)
      length &+= 1
      next = holdUp(next)
    }
    return Int(way[(share &* length) >> 16])
  }

  /// The predecessor that decides the start of an operation; nobody where a release does.
  @inline(__always)
  private mutating func holdUp(_ i: Int) -> Int {
    let k = Int(schedule.machine[i])
    let job = Int(shop.jobBefore[i])
    let back = Int(schedule.before[i])
    let free = max(shop.release[i], shop.machineRelease[k])
    let ready = schedule.end[job]
    let freed = back < schedule.count ? schedule.freed(back, i, k) : 0
    if free >= max(ready, freed) { return schedule.count }
    if ready == freed { return random.next() & 1 == 0 ? job : back }
    return ready > freed ? job : back
  }

  /// To another machine, near where it could begin there.
  private mutating func transfer(_ v: Int) -> Move {
    let first = Int(shop.firstAlternative[v])
    let choices = Int(shop.firstAlternative[v &+ 1]) &- first
    var a = first &+ random.below(choices)
    var tries = 1
    while tries < picks {
      let other = first &+ random.below(choices)
      if shop.durations[other] < shop.durations[a] { a = other }
      tries &+= 1
    }
    let k = Int(shop.machines[a])
    if k == Int(schedule.machine[v]) { return earlier(v) }
    // The first operation there that starts when v can, or later.
    let ready = max(shop.release[v], schedule.end[Int(shop.jobBefore[v])])
    let sequence = schedule.sequence + shop.offset[k]
    let length = schedule.length[k]
    var (low, high) = (0, length)
    while low < high {
      let middle = (low &+ high) >> 1
      if schedule.start[Int(sequence[middle])] >= ready { high = middle } else { low = middle &+ 1 }
    }
    let n = low &+ random.below(4) &- 1
    return Move(operation: v, machine: k, number: max(0, min(n, length)))
  }

  private mutating func earlier(_ v: Int) -> Move {
    Move(
      operation: v, machine: Int(schedule.machine[v]), number: max(0, schedule.index[v] &- step()))
  }

  private mutating func later(_ v: Int) -> Move {
    let k = Int(schedule.machine[v])
    return Move(
      operation: v, machine: k, number: min(schedule.length[k] &- 1, schedule.index[v] &+ step()))
  }

  /// 1 half of the time, 2 a quarter of it, and so on.
  private mutating func step() -> Int { 1 &+ (random.next() | 1 << 12).trailingZeroBitCount }
}

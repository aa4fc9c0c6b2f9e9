/// Rows of the load relaxation: what one machine has to do inside a window.
///
/// Row r is about machine `machines[r]` and the operations T that cannot start there before `heads[r]` and are followed by at least
/// `tails[r]` after their ends. With x the share of an operation that a machine runs, every schedule satisfies
///
///     heads[r] + sum over i in T of p[i,k] x[i,k] + tails[r] <= makespan.
struct LoadRows {
  private(set) var machines: [Int] = []
  private(set) var heads: [Int] = []
  private(set) var tails: [Int] = []
  /// Time known to be lost in row r, head and tail included; rows stay valid while it does not exceed a bound on the makespan.
  private(set) var constants: [Int] = []

  var count: Int { machines.count }

  /// Whether the row is there already.
  func contains(machine: Int, head: Int, tail: Int) -> Bool {
    var r = 0
    while r < machines.count {
      if machines[r] == machine, heads[r] == head, tails[r] == tail { return true }
      r += 1
    }
    return false
  }

  /// Adds a row.
  ///
  /// A machine may stay unused: its row then says only that the makespan reaches `constant`, hence the cap at a bound that holds anyway.
  ///
  /// - Parameters:
  ///   - downtimes: time lost in them counts where it must lie inside the window.
  ///   - bound: no makespan is smaller.
  mutating func add(
    machine: Int, head: Int, tail: Int, _ downtimes: MachineDowntimes, atLeast bound: Int
  ) {
    machines.append(machine)
    heads.append(head)
    tails.append(tail)
    let lost = downtimes.loss(from: head, to: bound - tail, on: machine)
    constants.append(min(head + lost + tail, bound))
  }

  /// Keeps the rows that `isKept` names.
  mutating func keep(_ isKept: [Bool]) {
    func kept(_ list: [Int]) -> [Int] { list.indices.filter { isKept[$0] }.map { list[$0] } }
    machines = kept(machines)
    heads = kept(heads)
    tails = kept(tails)
    constants = kept(constants)
  }
}

/// The previous window's plan as far as it is not executed: slacks, loads and times of machines.
struct OverlapPlan {
  let state: HorizonState
  /// The first start.
  let origin: Int
  let meanDuration: Double
  /// By operation: how much later it could end without a later last end, and as a share of the plan's length.
  private(set) var slackTime: [Int: Int] = [:]
  private(set) var slack: [Int: Double] = [:]
  /// By machine: work, number of operations, mean and latest end.
  private(set) var load: [Double]
  private(set) var number: [Double]
  private(set) var meanEnd: [Int]
  private(set) var latestEnd: [Int]
  /// Work left in the job relative to the most of all jobs.
  private(set) var workShare: [Int: Double] = [:]

  init(_ overlap: [Int], _ state: HorizonState) {
    self.state = state
    let instance = state.instance
    origin = overlap.reduce(Int.max) { min($0, state.start[$1]) }
    let work = overlap.reduce(0) { $0 + (instance.duration(of: $1, on: state.machine[$1]) ?? 0) }
    meanDuration = max(1, Double(work) / Double(max(1, overlap.count)))
    load = Array(repeating: 0, count: instance.machineCount)
    number = load
    meanEnd = Array(repeating: origin, count: instance.machineCount)
    latestEnd = state.progress.machineFree
    addSlacks(overlap)
    addMachines(overlap)
    addWork()
  }

  /// Backwards by start: the latest end is the least latest start of the successors in job and machine, else the last end.
  private mutating func addSlacks(_ overlap: [Int]) {
    let instance = state.instance
    func length(_ i: Int) -> Int { instance.duration(of: i, on: state.machine[i]) ?? 0 }
    let last = overlap.reduce(0) { max($0, state.start[$1] + length($1)) }
    var latestStart: [Int: Int] = [:]
    var onMachine = [Int](repeating: last, count: instance.machineCount)
    for i in overlap.sorted(by: { (state.start[$0], $0) > (state.start[$1], $1) }) {
      let k = state.machine[i]
      var latestEnd = min(last, onMachine[k])
      let job = instance.jobOfOperation[i]
      if i + 1 < instance.firstOperation[job + 1], let next = latestStart[i + 1] {
        latestEnd = min(latestEnd, next)
      }
      latestStart[i] = latestEnd - length(i)
      onMachine[k] = latestEnd - length(i)
      slackTime[i] = latestEnd - length(i) - state.start[i]
      slack[i] = Double(slackTime[i] ?? 0) / Double(max(1, last - origin))
    }
  }

  private mutating func addMachines(_ overlap: [Int]) {
    let instance = state.instance
    var sums = [Int](repeating: 0, count: instance.machineCount)
    for i in overlap {
      let k = state.machine[i]
      let length = instance.duration(of: i, on: k) ?? 0
      load[k] += Double(length)
      number[k] += 1
      sums[k] += state.start[i] + length - origin
      latestEnd[k] = max(latestEnd[k], state.start[i] + length)
    }
    for k in sums.indices where number[k] > 0 { meanEnd[k] = origin + sums[k] / Int(number[k]) }
  }

  private mutating func addWork() {
    let instance = state.instance
    var left = [Int](repeating: 0, count: instance.jobCount)
    for j in 0..<instance.jobCount {
      for i in state.progress.next[j]..<instance.firstOperation[j + 1] {
        left[j] += instance.shortestDuration(of: i)
      }
    }
    let most = Double(max(1, left.max() ?? 1))
    for j in left.indices { workShare[j] = Double(left[j]) / most }
  }
}

/// A sequence with the completion and tardiness of each position, for moving one job back.
///
/// Weights are not used. All arrays are indexed by position.
struct RelocationLine {
  private(set) var jobs: [Int] = []
  private(set) var tardiness: [Int] = []
  private var totalTardiness = 0
  private var duration: [Int] = []
  private var due: [Int] = []
  private var completion: [Int] = []

  init(capacity: Int) {
    jobs.reserveCapacity(capacity)
    tardiness.reserveCapacity(capacity)
    duration.reserveCapacity(capacity)
    due.reserveCapacity(capacity)
    completion.reserveCapacity(capacity)
  }

  /// Puts a job at the end.
  mutating func append(_ job: Int, processingTime: Int, dueDate: Int) {
    let end = (completion.last ?? 0) + processingTime
    jobs.append(job)
    duration.append(processingTime)
    due.append(dueDate)
    completion.append(end)
    let late = max(0, end - dueDate)
    tardiness.append(late)
    totalTardiness &+= late
  }

  /// The position before `place` whose job gains most total tardiness by moving just behind `place`.
  ///
  /// Moving the job of position j gains `sum over k in j+1...place of min(p[j], T[k])` for the jobs that move forward
  /// and costs `max(0, C[place] - d[j]) - T[j]`. The sum is taken only where its bound, the smaller of `sum T[k]` and
  /// `p[j]` times the number of tardy jobs, could still win.
  ///
  /// - Returns: The position with the largest positive gain (ties: the earliest one); nil when none gains.
  /// - Complexity: O(n) and O(n) for each sum that is taken.
  func bestMove(behind place: Int) -> Int? {
    var best = 1
    var bestPosition: Int?
    var tardyCount = 0
    var tardySum = 0
    var position = totalTardiness > 0 ? place : 0
    while position > 0 {
      let late = tardiness[position]
      tardySum &+= late
      tardyCount &+= late > 0 ? 1 : 0
      position &-= 1
      let cost = max(0, completion[place] &- due[position]) &- tardiness[position]
      let bound = min(tardySum, duration[position] &* tardyCount) &- cost
      guard bound >= best else { continue }
      let gain = forwardGain(of: duration[position], from: position &+ 1, through: place) &- cost
      if gain >= best {
        best = gain
        bestPosition = position
      }
    }
    return bestPosition
  }

  /// How much total tardiness falls when every job of a range completes `ticks` earlier.
  private func forwardGain(of ticks: Int, from first: Int, through last: Int) -> Int {
    var gain = 0
    var position = first
    while position <= last {
      gain &+= min(ticks, tardiness[position])
      position &+= 1
    }
    return gain
  }

  /// Moves the job of a position just behind a later position.
  mutating func move(_ position: Int, behind place: Int) {
    let job = jobs[position]
    let ticks = duration[position]
    let dueDate = due[position]
    totalTardiness &-= tardiness[position]
    var k = position
    while k < place {
      jobs[k] = jobs[k &+ 1]
      duration[k] = duration[k &+ 1]
      due[k] = due[k &+ 1]
      completion[k] = completion[k &+ 1] &- ticks
      totalTardiness &-= tardiness[k &+ 1]
      tardiness[k] = max(0, completion[k] &- due[k])
      totalTardiness &+= tardiness[k]
      k &+= 1
    }
    jobs[place] = job
    duration[place] = ticks
    due[place] = dueDate
    tardiness[place] = max(0, completion[place] &- dueDate)
    totalTardiness &+= tardiness[place]
  }
}

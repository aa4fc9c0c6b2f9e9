/// Which accesses are served by fast memory, and all that follows, kept up as plans of units change: exact times, loads, copies.
///
/// Addresses are not decided here: a state is admissible when no instruction's load passes the capacity. A plan says for each access of a
/// unit whether it is slow, kept from the access before (a write: made in fast memory), or copied in for it; windows of copies as wished are
/// cut to what is legal. A class over flat buffers, for the loops of heuristics; one thread uses it.
package final class MappingState {
  /// How an access is served.
  package static let slow = 0
  package static let kept = 1
  package static let copied = 2

  package let units: MappingUnits
  let count: Int
  // By access.
  package let mode: UnsafeMutablePointer<Int>
  package let wish: UnsafeMutablePointer<Int>
  let isFast: UnsafeMutablePointer<Bool>
  // By unit.
  package let tail: UnsafeMutablePointer<Int>
  package let preloaded: UnsafeMutablePointer<Bool>
  // Stays, at most one for each access of their unit, from its first place on.
  package let stayCount: UnsafeMutablePointer<Int>
  package let stayLower: UnsafeMutablePointer<Int>
  package let stayReady: UnsafeMutablePointer<Int>
  package let stayUpper: UnsafeMutablePointer<Int>
  /// End of the copy to slow memory of the first stay, which begins after the definition; -1 = none.
  package let backEnd: UnsafeMutablePointer<Int>
  // By instruction.
  let compute: UnsafeMutablePointer<Int>
  let slowTime: UnsafeMutablePointer<Int>
  let fastTime: UnsafeMutablePointer<Int>
  package let load: UnsafeMutablePointer<Int>
  /// A set of stays for each instruction, as bits.
  let present: UnsafeMutablePointer<UInt64>
  /// Words of such a set.
  let words: Int
  /// The unit of each access.
  package let unitOfAccess: UnsafeMutablePointer<Int>
  // Copies: a list for each begin.
  let firstJob: UnsafeMutablePointer<Int>
  let nextJob: UnsafeMutablePointer<Int>
  let previousJob: UnsafeMutablePointer<Int>
  let jobBegin: UnsafeMutablePointer<Int>
  let jobEnd: UnsafeMutablePointer<Int>
  let jobVolume: UnsafeMutablePointer<Int>
  let jobBase: UnsafeMutablePointer<Int>
  let jobCount: UnsafeMutablePointer<Int>
  let openEnd: UnsafeMutablePointer<Int>
  let openLeft: UnsafeMutablePointer<Int>

  /// Sum of the durations.
  var duration = 0
  /// Volume of all copies, also those that cannot be hidden.
  var copyTime = 0
  /// Instructions whose load passes the capacity.
  package private(set) var overloads = 0
  package private(set) var preloadedBytes = 0
  package let base: Int
  /// How often the total was worked out.
  package private(set) var evaluations = 0
  private let storage: [UnsafeMutablePointer<Int>]

  /// Everything slow.
  package init(_ units: MappingUnits) {
    self.units = units
    count = units.count
    let (accesses, number) = (units.accesses.count, units.units.count)
    let jobs = units.units.reduce(0) { $0 + $1.accesses.count + $1.tensors.count + 1 }
    var storage: [UnsafeMutablePointer<Int>] = []
    func zeros(_ count: Int) -> UnsafeMutablePointer<Int> {
      let pointer = UnsafeMutablePointer<Int>.allocate(capacity: max(1, count))
      pointer.initialize(repeating: 0, count: max(1, count))
      storage.append(pointer)
      return pointer
    }
    mode = zeros(accesses)
    wish = zeros(accesses)
    tail = zeros(number)
    stayCount = zeros(number)
    stayLower = zeros(accesses)
    stayReady = zeros(accesses)
    stayUpper = zeros(accesses)
    backEnd = zeros(number)
    compute = zeros(count)
    slowTime = zeros(count)
    fastTime = zeros(count)
    load = zeros(count)
    firstJob = zeros(count + 1)
    nextJob = zeros(jobs)
    previousJob = zeros(jobs)
    jobBegin = zeros(jobs)
    jobEnd = zeros(jobs)
    jobVolume = zeros(jobs)
    jobBase = zeros(number)
    jobCount = zeros(number)
    openEnd = zeros(jobs + 1)
    openLeft = zeros(jobs + 1)
    unitOfAccess = zeros(accesses)
    self.storage = storage
    words = accesses / 64 + 1
    present = .allocate(capacity: max(1, count * words))
    present.initialize(repeating: 0, count: max(1, count * words))
    isFast = .allocate(capacity: max(1, accesses))
    isFast.initialize(repeating: false, count: max(1, accesses))
    preloaded = .allocate(capacity: max(1, number))
    preloaded.initialize(repeating: false, count: max(1, number))
    base = MappingCost.base(of: units.instance)
    var place = 0
    for (index, unit) in units.units.enumerated() {
      jobBase[index] = place
      place += unit.accesses.count + unit.tensors.count + 1
      backEnd[index] = -1
      for access in unit.accesses { unitOfAccess[access] = index }
    }
    for time in 0...count { firstJob[time] = -1 }
    for time in 0..<count {
      compute[time] = units.instance.instructions[time].compute
      load[time] = units.reservedLoad[time]
      if load[time] > units.capacity { overloads += 1 }
    }
    for access in units.accesses { slowTime[access.time] += access.slow }
    for time in 0..<count { duration += max(compute[time], slowTime[time]) }
  }

  deinit {
    for pointer in storage { pointer.deallocate() }
    present.deallocate()
    isFast.deallocate()
    preloaded.deallocate()
  }

  /// Whether loads and preloads are within their limits.
  package var isAdmissible: Bool {
    overloads == 0 && preloadedBytes <= units.instance.preloadLimit
  }

  /// The total time; exact. O(N + J) for J copies, with few open at a time.
  package var total: Int {
    evaluations += 1
    return duration + copyTime - hidden()
  }

  /// Makes the plan of a unit, as its modes and wishes now are, count. O(accesses + length of the stays).
  package func apply(_ unit: Int) {
    let data = units.units[unit]
    remove(unit, data)
    decode(unit, data)
    add(unit, data)
  }

  private func remove(_ unit: Int, _ data: MappingUnits.Unit) {
    let first = data.accesses.lowerBound
    for stay in first..<first + stayCount[unit] {
      for time in stayLower[stay]..<stayUpper[stay] {
        if load[time] > units.capacity, load[time] - data.size <= units.capacity { overloads -= 1 }
        load[time] -= data.size
        present[time * words + stay / 64] &= ~(1 << UInt64(stay % 64))
      }
    }
    if stayIsPreload(unit) { preloadedBytes -= data.bytes }
    for access in data.accesses where isFast[access] { serve(access, fast: false) }
    for job in jobBase[unit]..<jobBase[unit] + jobCount[unit] { unlink(job) }
    jobCount[unit] = 0
  }

  /// A stay that was counted as preloaded has -2 in `backEnd`.
  private func stayIsPreload(_ unit: Int) -> Bool { backEnd[unit] == -2 }

  private func add(_ unit: Int, _ data: MappingUnits.Unit) {
    let first = data.accesses.lowerBound
    for stay in first..<first + stayCount[unit] {
      for time in stayLower[stay]..<stayUpper[stay] {
        if load[time] <= units.capacity, load[time] + data.size > units.capacity { overloads += 1 }
        load[time] += data.size
        present[time * words + stay / 64] |= 1 << UInt64(stay % 64)
      }
    }
    if stayIsPreload(unit) { preloadedBytes += data.bytes }
  }

  /// Changes who serves an access.
  @inline(__always)
  func serve(_ access: Int, fast: Bool) {
    isFast[access] = fast
    let data = units.accesses[access]
    let time = data.time
    let old = max(compute[time], slowTime[time] + fastTime[time])
    if fast {
      slowTime[time] -= data.slow
      fastTime[time] += data.fast
    } else {
      slowTime[time] += data.slow
      fastTime[time] -= data.fast
    }
    duration += max(compute[time], slowTime[time] + fastTime[time]) - old
  }

  func link(_ unit: Int, begin: Int, end: Int, volume: Int) {
    let job = jobBase[unit] + jobCount[unit]
    jobCount[unit] += 1
    jobBegin[job] = begin
    jobEnd[job] = end
    jobVolume[job] = volume
    copyTime += volume
    previousJob[job] = -1
    nextJob[job] = firstJob[begin]
    if firstJob[begin] >= 0 { previousJob[firstJob[begin]] = job }
    firstJob[begin] = job
  }

  private func unlink(_ job: Int) {
    copyTime -= jobVolume[job]
    let (before, after) = (previousJob[job], nextJob[job])
    if before >= 0 { nextJob[before] = after } else { firstJob[jobBegin[job]] = after }
    if after >= 0 { previousJob[after] = before }
  }
}

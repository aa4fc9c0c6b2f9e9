/// What a solution file says besides machines and starts; held against the definition by `violations(in:)`.
public struct StatedShopSchedule: Sendable, Hashable {
  /// The stated objective; nil = none.
  public var objective: Int?
  /// `ends[i]`: the stated end of operation i; nil = none.
  public var ends: [Int?] = []
  /// Operations that have more than one record; the last one counts.
  public var repeated: [ShopOperationName] = []
  /// Records of operations that the instance does not have.
  public var unknown: [ShopOperationName] = []

  /// Nothing stated.
  public init() {}
}

/// An operation as files name it: 0-based job, and 0-based place in the job.
public struct ShopOperationName: Sendable, Hashable, CustomStringConvertible {
  /// 0-based.
  public let job: Int
  /// 0-based place in the job.
  public let operation: Int

  /// Names an operation.
  public init(job: Int, operation: Int) {
    self.job = job
    self.operation = operation
  }

  /// `job 3 operation 0`.
  public var description: String { "job \(job) operation \(operation)" }
}

extension FlexibleJobShopInstance {
  /// An operation in `0..<operationCount` as files name it.
  public func name(of operation: Int) -> ShopOperationName {
    let job = jobOfOperation[operation]
    return ShopOperationName(job: job, operation: operation - firstOperation[job])
  }
}

/// A problem instance: immutable, valid by construction, with a stable identity.
public protocol ProblemInstance: Sendable {
  associatedtype Solution: ProblemSolution where Solution.Instance == Self
  /// Short name used in tables and file names, such as `mk01`.
  var name: String { get }
  /// Digest of the canonical form; identical data have an identical digest.
  var digest: InstanceDigest { get }
}

/// A candidate solution. It may be infeasible; `violations(in:)` is the definition of feasibility.
public protocol ProblemSolution: Sendable, Hashable {
  associatedtype Instance
  associatedtype Violation: Sendable, CustomStringConvertible
  /// Every broken rule, with the indices and amounts involved; empty means feasible.
  ///
  /// Written for clarity, not speed: it recomputes everything from the instance.
  func violations(in instance: Instance) -> [Violation]
  /// The objective of a feasible solution, recomputed from scratch in the instance's units.
  func objective(in instance: Instance) -> ObjectiveValue
  /// What decides between feasible solutions of equal objective: the first value, then the second, and so on; all are minimised.
  ///
  /// The family names them in `refinements`, and every solution of an instance has the same number of them.
  func refinements(in instance: Instance) -> [Int]
}

extension ProblemSolution {
  /// Nothing decides: the one that was found first stays.
  public func refinements(in instance: Instance) -> [Int] { [] }
}

/// The SHA-256 digest of an instance's canonical form.
public struct InstanceDigest: Sendable, Hashable, CustomStringConvertible {
  /// 64 hexadecimal digits in lower case.
  public let hexadecimal: String

  /// Digests canonical bytes.
  public init(of bytes: [UInt8]) {
    hexadecimal = SHA256.hexadecimal(bytes)
  }

  /// `sha256:` and the digits.
  public var description: String { "sha256:" + hexadecimal }
}

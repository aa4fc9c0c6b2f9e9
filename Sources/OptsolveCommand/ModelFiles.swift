import Modeling
import OptCore

// Replaced by the readers and writers of Modeling as soon as they are there.
extension Model {
  init(lp: SourceText) throws(InstanceError) {
    throw InstanceError(at: lp.start, "LP files are not read yet")
  }
  init(mps: SourceText) throws(InstanceError) {
    throw InstanceError(at: mps.start, "MPS files are not read yet")
  }
  func lpText() -> String { "" }
  func mpsText() -> String { "" }
}

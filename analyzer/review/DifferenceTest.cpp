// SPDX-License-Identifier: MIT
#include "analyzer/review/Difference.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace hookqual::review {
namespace {

using reports::Finding;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

Finding finding(const std::string &fingerprint, std::vector<std::vector<std::string>> routes) {
  Finding made;
  made.fingerprint = fingerprint;
  made.rule = "vfs/unlink";
  made.operation = "inode_operations.unlink";
  made.function = "vfs_unlink";
  for (auto &functions : routes)
    made.routes.push_back({"", {"unlink", "system-call"}, std::move(functions)});
  return made;
}

TEST(DifferenceTest, ANewCallerOfAKnownFindingIsNew) {
  const std::vector<Finding> before = {finding("f", {{"a", "vfs_unlink"}})};
  const std::vector<Finding> now = {finding("f", {{"a", "vfs_unlink"}, {"b", "vfs_unlink"}})};
  const Difference difference = differenceOf(before, now);
  ASSERT_THAT(difference.fresh, SizeIs(1));
  ASSERT_THAT(difference.fresh[0].routes, SizeIs(1));
  EXPECT_THAT(difference.fresh[0].routes[0].functions, ElementsAre("b", "vfs_unlink"));
  EXPECT_THAT(difference.fixed, IsEmpty());
  EXPECT_EQ(difference.unchanged, 1u);
}

TEST(DifferenceTest, TheOtherWayItIsFixed) {
  const std::vector<Finding> before = {finding("f", {{"a", "vfs_unlink"}})};
  const Difference difference = differenceOf(before, {});
  EXPECT_THAT(difference.fresh, IsEmpty());
  EXPECT_THAT(difference.fixed, SizeIs(1));
  EXPECT_EQ(difference.unchanged, 0u);
}

TEST(DifferenceTest, AFunctionThatMovesToAnotherFileKeepsItsFindings) {
  const std::vector<Finding> before = {finding("old", {{"a", "vfs_unlink"}})};
  const std::vector<Finding> now = {finding("new", {{"a", "vfs_unlink"}})};
  const Difference difference = differenceOf(before, now);
  EXPECT_THAT(difference.fresh, IsEmpty());
  EXPECT_THAT(difference.fixed, IsEmpty());
  EXPECT_EQ(difference.unchanged, 1u);
}

} // namespace
} // namespace hookqual::review
